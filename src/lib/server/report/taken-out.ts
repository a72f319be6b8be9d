import type { Actor } from '#lib/model/actor.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Trx } from '../platform/db.ts';
import { keepWords, listActionsById, saveAction } from './actions.rows.ts';
import type { ReportHead } from './report.rows.ts';
import { Words } from './words.ts';

type Said = Pick<ReportContent, 'items'>;
type Of = Pick<ReportHead, 'meetingId' | 'dossierId'>;

/**
 * Drops the actions of this meeting that a published text has no more, with the reason why it was
 * changed; gives the ids of those. One that is done stays so. Its words are found in the versions
 * that had it.
 */
export async function dropTakenOut(
	trx: Trx,
	actor: Actor | null,
	head: Of,
	note: string,
	before: Said,
	after: Said
): Promise<string[]> {
	const gone = listTakenOut(before, after).map(({ id }) => id);
	const rows = await listActionsById(trx, gone);
	const waiting = rows.filter(({ state }) => state === 'open' || state === 'late');
	// In one order, as whoever saves a draft: two must not wait for each other for ever.
	for (const { id } of waiting.sort((a, c) => (a.id < c.id ? -1 : 1)))
		await saveAction(trx, actor?.personId ?? null, head, id, { state: 'dropped', note });
	return waiting.map(({ id }) => id);
}

/**
 * The same for a draft that was never given out: no version has the words of what came from the notes,
 * so they are kept with the action. What was added in the draft is gone altogether, as if it had never
 * been written.
 */
export async function dropUnsaid(
	trx: Trx,
	actor: Actor | null,
	head: Of,
	before: ReportContent,
	after: ReportContent
): Promise<string[]> {
	const gone = listTakenOut(before, after).filter(({ added }) => !added);
	await keepWords(trx, head.meetingId, gone);
	return dropTakenOut(trx, actor, head, sayTakenOut(after), before, after);
}

/** Why an action was dropped that a draft has no more. */
export function sayTakenOut({ language, timezone }: ReportContent): string {
	return new Words(language, timezone).say('kept_taken_out');
}

/** The actions of this meeting that a text had and another has no more. */
export function listTakenOut(
	before: Said,
	after: Said
): Array<Said['items'][number]['actions'][number]> {
	const list = ({ items }: Said) => items.flatMap(({ actions }) => actions);
	const left = new Set(list(after).map(({ id }) => id));
	return list(before).filter(({ id }) => !left.has(id));
}
