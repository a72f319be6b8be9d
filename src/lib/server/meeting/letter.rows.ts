import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';

export interface Letter {
	subject: string;
	body: string;
}
export type LetterKind = 'invitation' | 'notice';

/** A letter that somebody wrote, with the version of the facts it was written from. */
export async function findLetter(
	db: Db,
	meetingId: string,
	kind: LetterKind,
	language: string
): Promise<(Letter & { factsVersion: number; savedAt: Date }) | undefined> {
	return db
		.selectFrom('meetingLetter')
		.select(['subject', 'body', 'factsVersion', 'savedAt'])
		.where('meetingId', '=', meetingId)
		.where('kind', '=', kind)
		.where('language', '=', language)
		.executeTakeFirst();
}

export async function saveLetter(
	db: Db,
	key: { meetingId: string; kind: LetterKind; language: string },
	letter: Letter & { factsVersion: number; savedBy: string | null }
): Promise<void> {
	await db
		.insertInto('meetingLetter')
		.values({ ...key, ...letter })
		.onConflict((conflict) =>
			conflict
				.columns(['meetingId', 'kind', 'language'])
				.doUpdateSet({ ...letter, savedAt: sql<Date>`now()` })
		)
		.execute();
}

export async function deleteLetter(
	db: Db,
	key: { meetingId: string; kind: LetterKind; language: string }
): Promise<void> {
	await db
		.deleteFrom('meetingLetter')
		.where('meetingId', '=', key.meetingId)
		.where('kind', '=', key.kind)
		.where('language', '=', key.language)
		.execute();
}

export async function insertMail(
	trx: Trx,
	mail: {
		meetingId: string;
		organisationId: string;
		kind: 'invitation' | 'reminder';
		email: string;
		language: string;
		tokenHash: string;
		expiresAt: Date;
		actorId: string | null;
	}
): Promise<void> {
	await trx.insertInto('inviteeMail').values(mail).execute();
}

/**
 * One notice of a meeting on the timeline: written the first time, brought up to date afterwards.
 * Returns its id.
 */
export async function saveNotice(
	trx: Trx,
	notice: {
		meetingId: string;
		dossierId: string | null;
		sourceId: string;
		title: object;
		summary: object;
	}
): Promise<string> {
	const { meetingId, dossierId, sourceId } = notice;
	const words = { title: JSON.stringify(notice.title), summary: JSON.stringify(notice.summary) };
	const { id } = await trx
		.insertInto('publication')
		.values({
			dossierId,
			type: 'notice',
			sourceId,
			date: sql<string>`current_date`,
			noticeOf: meetingId,
			...words
		})
		.onConflict((conflict) => conflict.column('noticeOf').doUpdateSet(words))
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('publicationMeeting')
		.values({ publicationId: id, meetingId })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	return id;
}

/** The host and the notice of a meeting, unless there is none yet. */
export async function findNotice(db: Db, meetingId: string) {
	return db
		.selectFrom('meeting')
		.leftJoin('publication', 'publication.noticeOf', 'meeting.id')
		.select([
			'meeting.hostId',
			'publication.id',
			'publication.title',
			'publication.summary',
			'publication.date'
		])
		.where('meeting.id', '=', meetingId)
		.executeTakeFirstOrThrow();
}
