import { splitContent } from '#lib/model/report-visibility.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Db, Trx } from '../platform/db.ts';
import { setReport, updateDraft, type lockReport } from './report.rows.ts';
import { mergeVersion } from './version.ts';
import { readVersion } from './version.rows.ts';

type Locked = Awaited<ReturnType<typeof lockReport>>;

/** Makes the draft the text of the current version, and returns it. */
export async function restoreDraft(
	trx: Trx,
	id: string,
	row: Pick<Locked, 'version' | 'draftSeq'>
): Promise<ReportContent> {
	const content = await readWhole(trx, id, row.version);
	await updateDraft(trx, id, row.draftSeq, splitContent(content));
	return content;
}

/** A version with all its passages. */
export async function readWhole(db: Db, id: string, version: number): Promise<ReportContent> {
	const last = await readVersion(db, id, version, ['public', 'members', 'restricted']);
	return mergeVersion(last!);
}

/**
 * Leaves an open correction without publishing it, whatever the report becomes: the draft is the
 * published text again. Actions have nothing to go back to: a correction changes them when it is
 * published. Nothing happens where none is open.
 */
export async function leaveCorrection(trx: Trx, id: string, row: Locked): Promise<void> {
	if (!row.correction) return;
	await restoreDraft(trx, id, row);
	await setReport(trx, id, { correction: null });
}
