import type { Actor } from '#lib/model/actor.ts';
import { answersTo, sumUp, type Answer, type Given } from '#lib/model/contradiction.ts';
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
	const { id, kind, title, status, timezone } = await getFacts(db, actor, slug);
	const meeting = { slug, kind, title, status, timezone };
	return { meeting, list: await listContradictions(db, id) };
}

/**
 * Answers contradictions, by key: the record follows the answer, which is kept with its time and
 * actor. What is left open, or stands in the form as it was opened, stays as it is.
 * @throws {AppError} `settle_answer` (422) for an answer it cannot have, `settle_words` (422) for
 * another answer without words, `settle_changed` (409) for one that somebody else gave meanwhile
 */
export async function settle(
	db: Db,
	actor: Actor | null,
	slug: string,
	answers: Record<string, Given>
): Promise<void> {
	const { id: meetingId } = await getFacts(db, actor, slug);
	await db.transaction().execute(async (trx) => {
		await lockFacts(trx, meetingId);
		for (const one of await listContradictions(trx, meetingId)) {
			const given = answers[one.key];
			if (!given || !isChanged(one, given)) continue;
			requireFit(one, given);
			await record(trx, one, given.answer);
			const { itemId, personId, slotId, note, stood } = one;
			await insertSettlement(trx, {
				meetingId,
				itemId,
				personId,
				slotId,
				note,
				stood: JSON.stringify(stood),
				answer: given.answer,
				words: given.words || null,
				actorId: actor!.personId
			});
		}
	});
	announce('meeting.changed', { meetingId });
}

/** Whether the editor changed the answer; what another made of it meanwhile is not overwritten. */
function isChanged({ settled }: Contradiction, given: Given): boolean {
	const [before, after] = [sumUp(settled), sumUp(given)];
	if (after === given.opened || after === before) return false;
	if (before !== given.opened)
		throw new AppError('settle_changed', 409, 'Somebody else answered this meanwhile.');
	return true;
}

function requireFit({ key, kind }: Contradiction, { answer, words }: Given) {
	if (!answersTo(kind).includes(answer))
		throw new AppError('settle_answer', 422, 'It cannot be answered so.').about(`answer-${key}`);
	if (answer === 'other' && !words)
		throw new AppError('settle_words', 422, 'Say what happened instead.').about(`words-${key}`);
}

/** Makes the record follow the answer; another answer brings back what stood before the first one. */
async function record(
	trx: Trx,
	{ itemId, personId, slotId, stood }: Contradiction,
	answer: Answer
): Promise<void> {
	const isHeld = answer === 'held';
	if (slotId) return setHeld(trx, slotId, answer === 'other' || isHeld ? null : answer);
	if (!itemId) return;
	if (personId)
		return setSpoke(trx, itemId, personId, answer === 'other' ? (stood.spoke ?? null) : isHeld);
	const told = { reported: isHeld, status: isHeld ? 'done' : 'not-discussed' };
	return setReported(trx, itemId, answer === 'other' ? { ...told, ...stood } : told);
}
