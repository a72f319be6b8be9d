import { sql } from 'kysely';
import { version } from '../dossier/editing.rows.ts';
import type { Db, Trx } from '../platform/db.ts';

export interface Letter {
	subject: string;
	body: string;
}
export type LetterKind = 'invitation' | 'notice' | 'change';
interface Key {
	meetingId: string;
	kind: LetterKind;
	language: string;
}

/** A letter that somebody wrote, with the version of the facts it was written from. */
export interface WrittenLetter extends Letter {
	factsVersion: number;
	savedAt: Date;
	savedBy: string | null;
	version: string;
}

export async function findLetter(db: Db, key: Key): Promise<WrittenLetter | undefined> {
	return db
		.selectFrom('meetingLetter as l')
		.leftJoin('person as p', 'p.id', 'l.savedBy')
		.select(['l.subject', 'l.body', 'l.factsVersion', 'l.savedAt', 'p.name as savedBy'])
		.select(version('l').as('version'))
		.where('l.meetingId', '=', key.meetingId)
		.where('l.kind', '=', key.kind)
		.where('l.language', '=', key.language)
		.executeTakeFirst();
}

export async function saveLetter(
	trx: Trx,
	key: Key,
	letter: Letter & { factsVersion: number; savedBy: string | null }
): Promise<void> {
	await trx
		.insertInto('meetingLetter')
		.values({ ...key, ...letter })
		.onConflict((conflict) =>
			conflict
				.columns(['meetingId', 'kind', 'language'])
				.doUpdateSet({ ...letter, savedAt: sql<Date>`now()` })
		)
		.execute();
}

export async function deleteLetter(trx: Trx, key: Key): Promise<void> {
	await trx
		.deleteFrom('meetingLetter')
		.where('meetingId', '=', key.meetingId)
		.where('kind', '=', key.kind)
		.where('language', '=', key.language)
		.execute();
}
