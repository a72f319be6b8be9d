import type { Actor } from '#lib/model/actor.ts';
import { mergeNotes, type KeptPassage } from '#lib/model/report-merge.ts';
import { splitContent } from '#lib/model/report-visibility.ts';
import type { ReportContent, ReportItem } from '#lib/model/report.ts';
import { tellActions } from '../notes/actions.ts';
import { readItemContentAt } from '../notes/content.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getReportToPublish } from './access.ts';
import { addActions, listActions, type ActionRow } from './actions.rows.ts';
import { isLive, readKnown, storeEdit, type DraftInput } from './draft-edit.ts';
import { readPassages } from './items.ts';
import { listLaterNotes, setNotesTaken, type LaterNotesRow } from './notes-taken.rows.ts';
import { updateDraft, type ReportHead } from './report.rows.ts';
import { recountSummary } from './suggestion.ts';

/** An item whose notes went on after its draft was made of them, and what taking them in would leave. */
export interface LaterNotes extends LaterNotesRow {
	kept: KeptPassage[];
}

/** The items of a draft whose notes went on, in its order. A published report is what it was. */
export async function findLaterNotes(
	db: Db,
	head: Pick<ReportHead, 'id' | 'meetingId'>,
	content: ReportContent
): Promise<LaterNotes[]> {
	const rows = await listLaterNotes(db, head.id);
	if (rows.length === 0) return [];
	const actions = await listActions(db, head.meetingId);
	const found = content.items.map(async (item) => {
		const row = rows.find(({ itemId }) => itemId === item.id);
		return row && { ...row, kept: (await merge(db, actions, content, item, row)).kept };
	});
	return (await Promise.all(found)).filter((one) => one !== undefined);
}

/**
 * Saves what the form says and takes the notes of an item into the draft as they are now; asked twice
 * they are taken once.
 * @throws {AppError} `not_found`, `report_changed`, `report_state` (409), and what saving refuses
 */
export async function takeNotes(
	db: Db,
	actor: Actor | null,
	slug: string,
	{ itemId, ...input }: DraftInput & { itemId: string }
): Promise<void> {
	const head = await getReportToPublish(db, actor, slug);
	const known = await readKnown(db, actor, head);
	const told = await db.transaction().execute(async (trx) => {
		const {
			content,
			draftSeq,
			row: report,
			changed
		} = await storeEdit(trx, actor, head, input, known);
		if (!isLive(report.state))
			throw new AppError('report_state', 409, 'A published report is changed by correcting it.');
		const item = content.items.find(({ id }) => id === itemId);
		if (!item) throw notFound();
		const row = (await listLaterNotes(trx, head.id)).find((one) => one.itemId === itemId);
		if (!row) return changed;
		const actions = await listActions(trx, head.meetingId);
		const { said } = await merge(trx, actions, content, item, row);
		const next = recountSummary(content, {
			...content,
			items: content.items.map((one) => (one === item ? { ...item, ...said } : one))
		});
		await addActions(
			trx,
			head.meetingId,
			said.actions.map(({ id }) => ({ id, itemId }))
		);
		await updateDraft(trx, head.id, draftSeq, splitContent(next));
		await setNotesTaken(trx, head.id, itemId, row.to);
		return changed;
	});
	await tellActions(db, told);
}

async function merge(
	db: Db,
	actions: ActionRow[],
	{ language }: Pick<ReportContent, 'language'>,
	item: ReportItem,
	{ from, to }: Pick<LaterNotesRow, 'from' | 'to'>
) {
	const [was, now] = await Promise.all([
		readItemContentAt(db, item.id, from, { language }),
		readItemContentAt(db, item.id, to, { language })
	]);
	const rows = new Map(actions.map((row) => [row.id, row]));
	return mergeNotes(readPassages(was, rows), item, readPassages(now, rows));
}
