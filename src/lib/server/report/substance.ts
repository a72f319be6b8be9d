import type { Actor } from '#lib/model/actor.ts';
import { listSubstance, type Substance } from '#lib/model/report-substance.ts';
import type { ReportContent } from '#lib/model/report.ts';
import { tellActions } from '../notes/actions.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { enqueue } from '../platform/jobs.ts';
import { getReportToPublish, mayCorrectSubstance } from './access.ts';
import { readWhole } from './correction.ts';
import { readKnown, storeEdit, type DraftInput } from './draft-edit.ts';
import { setReport, type ReportHead } from './report.rows.ts';

type Head = Pick<ReportHead, 'id' | 'version' | 'correction' | 'chairId'>;

/**
 * What the draft of an editorial correction changes of the record, which such a correction may not.
 * Of a report that is given back after its withdrawal: what was written in it that the chair decides,
 * where that is somebody else; what its meeting says otherwise since is no word of the draft's.
 */
export async function findSubstance(
	db: Db,
	actor: Actor | null,
	head: Head,
	content: ReportContent
): Promise<Substance[]> {
	const kind = head.correction?.kind;
	const isBound =
		kind === 'editorial' || (kind === 'reinstated' && !mayCorrectSubstance(head, actor));
	if (!isBound) return [];
	const changes = listSubstance(await readWhole(db, head.id, head.version), content);
	return kind === 'editorial' ? changes : changes.filter(isWritten);
}

/** Written in the draft, not told by the meeting. */
function isWritten({ of, field }: Substance): boolean {
	return of === 'author' || field !== of;
}

/** @throws {AppError} `report_substance` (422), `report_chair` (403) */
export async function requireNoSubstance(
	db: Db,
	actor: Actor | null,
	head: Head,
	content: ReportContent
): Promise<void> {
	const { length } = await findSubstance(db, actor, head, content);
	if (length === 0) return;
	if (head.correction?.kind === 'reinstated')
		throw new AppError('report_chair', 403, 'What was decided is corrected by the chair.');
	throw new AppError(
		'report_substance',
		422,
		'An editorial correction does not change what was decided.',
		{ n: length }
	);
}

/**
 * Saves the form of an editorial correction and makes it one of substance, with the reason that the
 * form gives: the chair publishes it where there is one. Asked for twice it is done once.
 * @throws {AppError} `report_changed`, `report_state` (409), `report_add_words`,
 * `report_add_organisation`, `title_missing`, `title_too_long`, `report_reason`,
 * `report_reason_long` (422), `not_found`
 */
export async function makeSubstantive(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: DraftInput
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	const known = await readKnown(db, actor, head);
	const changed = await db.transaction().execute(async (trx) => {
		const { row, changed } = await storeEdit(trx, actor, head, input, known);
		if (row.correction?.kind !== 'editorial' && row.correction?.kind !== 'substantive')
			throw new AppError('report_state', 409, 'No correction of this report is open.');
		if (row.correction.kind === 'substantive') return changed;
		await setReport(trx, head.id, {
			correction: {
				...row.correction,
				kind: 'substantive',
				at: new Date().toISOString(),
				by: actor?.personId
			}
		});
		await enqueue(trx, 'report-mails-send', {});
		return changed;
	});
	await tellActions(db, changed);
}
