import { sql } from 'kysely';
import type { Level } from '#lib/model/actor.ts';
import type { Db } from '../platform/db.ts';

export function findAccountByEmail(db: Db, email: string) {
	return db
		.selectFrom('account')
		.select(['personId', 'passwordHash'])
		.where('email', '=', email)
		.executeTakeFirst();
}

/** The address an account signs in with; guests have none. */
export async function findEmail(db: Db, personId: string): Promise<string | null> {
	const row = await db
		.selectFrom('account')
		.select('email')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return row?.email ?? null;
}

/** Whether an account wants digests after meetings; null without an account. */
export async function findDigestWish(db: Db, personId: string): Promise<boolean | null> {
	const row = await db
		.selectFrom('account')
		.select('wantsDigest')
		.where('personId', '=', personId)
		.executeTakeFirst();
	return row?.wantsDigest ?? null;
}

export async function saveDigestWish(db: Db, personId: string, wants: boolean): Promise<void> {
	await db
		.updateTable('account')
		.set({ wantsDigest: wants })
		.where('personId', '=', personId)
		.execute();
}

export async function insertGuest(
	db: Db,
	name: string,
	organisationId: string | null
): Promise<string> {
	const { id } = await db
		.insertInto('person')
		.values({ name, organisationId, kind: 'guest' })
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

export async function findMemberLevel(
	db: Db,
	personId: string,
	dossierId: string
): Promise<Level | null> {
	const row = await db
		.selectFrom('dossierMember')
		.select('level')
		.where('personId', '=', personId)
		.where('dossierId', '=', dossierId)
		.executeTakeFirst();
	return (row?.level as Level | undefined) ?? null;
}

export async function publishesAnywhere(db: Db, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom('dossierMember')
		.select('dossierId')
		.where('personId', '=', personId)
		.where('level', '=', 'publish')
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether a person edits a dossier or chairs a meeting. */
export async function editsAnywhere(db: Db, personId: string): Promise<boolean> {
	const { rows } = await sql<{ edits: boolean }>`SELECT EXISTS (
			SELECT FROM dossier_member WHERE person_id = ${personId} AND level IN ('edit', 'publish')
		) OR EXISTS (SELECT FROM meeting WHERE chair_id = ${personId}) AS edits`.execute(db);
	return rows[0]!.edits;
}
