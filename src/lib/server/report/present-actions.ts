import type { Owner, ReportAction, ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { findActionWords, listActionsById } from './actions.rows.ts';
import { readAction } from './items.ts';

/** How an action stands today, where that is not what the report says. */
export interface PresentAction {
	owner: Owner | null;
	due: string | null;
	state: ReportAction['state'];
	/** ISO instant of the last change; null when nobody noted it. */
	at: string | null;
}

/** Actions agreed in the meeting and those carried over from earlier ones. */
export function listActionsOf({ items, carried }: Pick<ReportContent, 'items' | 'carried'>) {
	return [...items.flatMap((item) => item.actions), ...carried];
}

/**
 * The actions of a text whose owner, due date or state is another today, by id. What the text says
 * stays as it was said.
 */
export async function findPresent(
	db: Db,
	content: ReportContent
): Promise<Record<string, PresentAction>> {
	const said = listActionsOf(content);
	const rows = await readRows(db, said);
	return Object.fromEntries(
		said.flatMap((action) => {
			const row = rows.get(action.id);
			if (!row || isSame(action, readAction(row))) return [];
			return [[action.id, { ...readAction(row), at: row.changedAt?.toISOString() ?? null }]];
		})
	);
}

/**
 * A draft that was never published, with its actions as they stand now. Those carried over are worded
 * as their own meetings' reports word them today; one that has no public words there any more keeps
 * its last ones, and giving the draft out leaves it out (`disclosure.ts`). One that was taken back, as
 * if it had never been agreed, is gone.
 */
export async function refreshActions(db: Db, content: ReportContent): Promise<ReportContent> {
	const rows = await readRows(db, listActionsOf(content));
	const from = content.carried.flatMap(({ id }) => rows.get(id)?.meetingId ?? []);
	const words = await findActionWords(db, [...new Set(from)]);
	const refresh = <A extends Pick<ReportAction, 'id' | 'owner' | 'due' | 'state'>>(
		action: A
	): A => {
		const row = rows.get(action.id);
		if (!row || isSame(action, readAction(row))) return action;
		const { owner, ...rest } = readAction(row);
		return { ...action, ...rest, owner: owner?.id === action.owner?.id ? action.owner : owner };
	};
	return {
		...content,
		items: content.items.map((item) => ({ ...item, actions: item.actions.map(refresh) })),
		carried: content.carried
			.filter(({ id }) => rows.has(id))
			.map((action) => ({ ...refresh(action), text: words.get(action.id) ?? action.text }))
	};
}

async function readRows(db: Db, actions: Array<{ id: string }>) {
	const rows = await listActionsById(db, [...new Set(actions.map(({ id }) => id))]);
	return new Map(rows.map((row) => [row.id, row]));
}

type Said = Pick<ReportAction, 'owner' | 'due' | 'state'>;
function isSame(one: Said, other: Said): boolean {
	return one.owner?.id === other.owner?.id && one.due === other.due && one.state === other.state;
}
