import type { Actor } from '#lib/model/actor.ts';
import type { Correction } from '#lib/model/report-life.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Trx } from '../platform/db.ts';
import { listActionsById, saveAction } from './actions.rows.ts';
import type { ReportHead } from './report.rows.ts';

/**
 * Drops the actions of this meeting that a published correction took out of its report, with the
 * reason of the correction; gives the ids of those. One that is done stays so. Its words are found in
 * the versions that had it.
 */
export async function dropTakenOut(
	trx: Trx,
	actor: Actor | null,
	head: Pick<ReportHead, 'meetingId' | 'dossierId'>,
	{ reason }: Pick<Correction, 'reason'>,
	before: Pick<ReportContent, 'items'>,
	after: Pick<ReportContent, 'items'>
): Promise<string[]> {
	const list = ({ items }: Pick<ReportContent, 'items'>) =>
		items.flatMap(({ actions }) => actions.map(({ id }) => id));
	const left = new Set(list(after));
	const gone = list(before).filter((id) => !left.has(id));
	const rows = await listActionsById(trx, gone);
	const waiting = rows.filter(({ state }) => state === 'open' || state === 'late');
	const note = reason.texts[reason.original] ?? '';
	// In one order, as whoever saves a draft: two must not wait for each other for ever.
	for (const { id } of waiting.sort((a, c) => (a.id < c.id ? -1 : 1)))
		await saveAction(trx, actor?.personId ?? null, head, id, { state: 'dropped', note });
	return waiting.map(({ id }) => id);
}
