import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';
import { dossiersOf, listPeople, type KnownPerson } from './names.rows.ts';
import type { Actor } from '#lib/model/actor.ts';

export type AuthorChoice = Pick<KnownPerson, 'id' | 'name' | 'roleLabel' | 'organisation'>;

/** Whoever takes part in the dossier; without one, the people the actor looks after. */
export async function listAuthors(
	db: Db,
	actor: Actor,
	dossierId: string | null
): Promise<AuthorChoice[]> {
	if (!dossierId) return listPeople(db, actor, '');
	const { rows } = await sql<AuthorChoice>`
		SELECT p.id, p.name, p.role_label AS "roleLabel", o.name AS organisation
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.erased_at IS NULL AND ${dossierId} IN (${dossiersOf(sql`p.id`)})
		ORDER BY plain(coalesce(p.name, p.role_label, '')), p.id`.execute(db);
	return rows;
}

export async function insertAuthor(
	trx: Trx,
	person: { name: string; roleLabel: string }
): Promise<string> {
	const { id } = await trx
		.insertInto('person')
		.values(person)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}
