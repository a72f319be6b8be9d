import { original } from '#lib/model/localised.ts';
import { REASON_FIELD, type Correction } from '#lib/model/report-life.ts';
import { AppError } from '../platform/errors.ts';

/** The longest reason, in characters. */
const LONGEST = 1000;

/** The reason of an open correction as the form of its draft holds it; without one nothing. */
export function listReason(correction: Correction | null): Record<string, string> {
	if (!correction) return {};
	const { texts, original: language } = correction.reason;
	return { [REASON_FIELD]: texts[language] ?? '' };
}

/**
 * An open correction, or the way back from a withdrawal, with the reason that a form gives: the same
 * object where it gives none or the same.
 * @throws {AppError} `report_reason`, `report_reason_long` (422)
 */
export function giveReason(
	correction: Correction | null,
	fields: Record<string, string>
): Correction | null {
	const reason = fields[REASON_FIELD]?.replaceAll('\r\n', '\n').trim();
	if (!correction || reason === undefined) return correction;
	if (!reason)
		throw new AppError('report_reason', 422, 'A correction needs a reason.').about(REASON_FIELD);
	if (reason.length > LONGEST)
		throw new AppError('report_reason_long', 422, `A reason has at most ${LONGEST} characters.`, {
			max: LONGEST
		}).about(REASON_FIELD);
	if (reason === listReason(correction)[REASON_FIELD]) return correction;
	return { ...correction, reason: original(correction.reason.original, reason) };
}
