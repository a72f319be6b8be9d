import type { Actor } from '#lib/model/actor.ts';
import { answersTo, type Answer } from '#lib/model/contradiction.ts';
import { lockFacts } from '../meeting/facts.rows.ts';
import { getFacts } from '../meeting/facts.ts';
import { insertSettlement } from '../meeting/settlement.rows.ts';
import { announce } from '../platform/bus.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import {
	listContradictions,
	setHeld,
	setReported,
	setSpoke,
	type Contradiction
} from './settling.rows.ts';

/**
 * What a meeting announced and its report does not tell, with the answers given so far.
 * @throws {AppError} `not_found` unless the actor edits the dossier, here and below
 */
export async function readContradictions(db: Db, actor: Actor | null, slug: string) {
	const { id, kind, title, status } = await getFacts(db, actor, slug);
	return { meeting: { slug, kind, title, status }, list: await listContradictions(db, id) };
}

/**
 * Answers contradictions, by key: the record follows the answer, which is kept with its time and
 * actor. What is left open, or answered as before, stays as it is.
 * @throws {AppError} `settle_answer` (422) for an answer it cannot have, `settle_words` (422) for
 * another answer without words
 */
export async function settle(
	db: Db,
	actor: Actor | null,
	slug: string,
	answers: Record<string, { answer: Answer; words: string }>
): Promise<void> {
	const { id: meetingId } = await getFacts(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		await lockFacts(trx, meetingId);
		for (const one of await listContradictions(trx, meetingId)) {
			const given = answers[one.key];
			if (!given || isSame(one, given)) continue;
			requireFit(one, given);
			await record(trx, one, given.answer);
			const { itemId, personId, slotId, note } = one;
			await insertSettlement(trx, {
				meetingId,
				itemId,
				personId,
				slotId,
				note,
				answer: given.answer,
				words: given.words || null,
				actorId: actor!.personId
			});
		}
	});
	announce('meeting.changed', { meetingId });
}

function isSame({ settled }: Contradiction, given: { answer: Answer; words: string }): boolean {
	return settled?.answer === given.answer && (settled.words ?? '') === given.words;
}

function requireFit({ kind }: Contradiction, { answer, words }: { answer: Answer; words: string }) {
	if (!answersTo(kind).includes(answer))
		throw new AppError('settle_answer', 422, 'It cannot be answered so.');
	if (answer === 'other' && !words)
		throw new AppError('settle_words', 422, 'Say what happened instead.');
}

/** Another answer leaves item and speaker as they are: neither held nor silent says it. */
async function record(
	trx: Trx,
	{ itemId, personId, slotId }: Contradiction,
	answer: Answer
): Promise<void> {
	if (slotId) return setHeld(trx, slotId, answer === 'other' || answer === 'held' ? null : answer);
	if (!itemId || answer === 'other') return;
	if (personId) return setSpoke(trx, itemId, personId, answer === 'held');
	return setReported(trx, itemId, answer === 'held');
}
