import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findAnswer, type OpenAnswer } from './answer.rows.ts';
import { setAnswer } from './invitee.rows.ts';
import { hashToken } from './posting.ts';

/**
 * The question behind an answer link.
 * @throws {AppError} `not_found` for a token nobody sent, `answer_expired`, `answer_closed` when the
 * meeting was cancelled or is over
 */
export async function readAnswer(db: Db, token: string): Promise<OpenAnswer> {
	const { meeting, isPublic, days, organisation, answer, disclaimer } = await getOpen(db, token);
	return { meeting, isPublic, days, organisation, answer, disclaimer };
}

/**
 * Answers for the organisation; a second answer replaces the first, until the meeting.
 * @throws {AppError} as `readAnswer`
 */
export async function giveAnswer(
	db: Db,
	token: string,
	given: { answer: 'accepted' | 'declined'; name: string; note: string }
): Promise<void> {
	const { meetingId, organisationId } = await getOpen(db, token);
	await setAnswer(db, meetingId, organisationId, {
		answer: given.answer,
		name: given.name,
		note: given.note || null,
		recordedBy: null
	});
}

async function getOpen(db: Db, token: string) {
	const found = await findAnswer(db, hashToken(token));
	if (!found) throw notFound();
	if (found.status === 'held' || found.status === 'cancelled')
		throw new AppError('answer_closed', 410, 'The meeting is over or was cancelled.');
	if (found.hasExpired) throw new AppError('answer_expired', 410, 'This link has expired.');
	return found;
}
