import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getReportToPublish } from './access.ts';
import { restoreDraft } from './correction.ts';
import { lockReport, setReport } from './report.rows.ts';

/**
 * Opens a withdrawn report so that its next version gives it back: its draft is the text that was
 * withdrawn, to be mended first. Until that version is published the address goes on saying that the
 * report is withdrawn. With `isReadable` the versions of before may then be read again too.
 * @throws {AppError} `report_reason` (422), `report_state`, `correction_open` (409), `not_found`
 */
export async function reinstateReport(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ reason, isReadable }: { reason: string; isReadable: boolean }
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	if (!reason.trim())
		throw new AppError('report_reason', 422, 'A reinstatement needs a reason.').about('reason');
	await db.transaction().execute(async (trx) => {
		const row = await lockReport(trx, head.id);
		if (row.state !== 'withdrawn')
			throw new AppError('report_state', 409, 'Only a withdrawn report is reinstated.');
		if (row.correction)
			throw new AppError('correction_open', 409, 'It is being reinstated already.', {
				kind: row.correction.kind
			});
		await restoreDraft(trx, head.id, row);
		await setReport(trx, head.id, {
			correction: { kind: 'reinstated', reason: original(head.language, reason.trim()), isReadable }
		});
	});
}
