import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '../platform/db.ts';
import { organisationText } from '../people/organisation.rows.ts';
import { readableInDossier } from '../people/reading.rows.ts';

/** Names of organisations by id; one without a name of its own is called by its label. */
export async function listOrganisationNames(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const { rows } = await sql<{ id: string; name: string | null }>`
		SELECT asked.id, ${organisationText('o')} AS name FROM unnest(${ids}::uuid[]) AS asked(id)
		JOIN organisation o ON o.id = organisation_now(asked.id)`.execute(db);
	return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name]] : [])));
}

/**
 * How people may be called. In a record (`reader` null): the name only on a recorded basis, else the
 * role, else where they come from. Among those of the meeting its own people have their names.
 */
export async function listPersonNames(
	db: Db,
	meetingId: string,
	reader: Actor | null,
	ids: string[]
): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const belongs = reader
		? sql<boolean>`(EXISTS (SELECT FROM seat s WHERE s.meeting_id = ${meetingId} AND s.person_id = person.id)
			OR EXISTS (SELECT FROM dossier_member d JOIN meeting m ON m.dossier_id = d.dossier_id
				WHERE m.id = ${meetingId} AND d.person_id = person.id))`
		: sql<boolean>`false`;
	const { rows } = await sql<{ id: string; name: string | null }>`
		SELECT asked.id, coalesce(printed_name(person, ${meetingId}), CASE WHEN ${belongs} THEN person.name END,
			person.role_label, ${organisationText('organisation')}) AS name
		FROM unnest(${ids}::uuid[]) AS asked(id) JOIN person ON person.id = person_now(asked.id)
		LEFT JOIN organisation ON organisation.id = person.organisation_id`.execute(db);
	return new Map(rows.flatMap(({ id, name }) => (name ? [[id, name]] : [])));
}

/** Addresses of those films that the reader (null: everyone) may see. */
export async function listFilmSlugs(
	db: Db,
	reader: Actor | null,
	ids: string[]
): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const rows = await db
		.selectFrom('film')
		.select(['id', 'slug'])
		.where('id', 'in', ids)
		.where(readableInDossier(reader, 'film'))
		.execute();
	return new Map(rows.map(({ id, slug }) => [id, slug]));
}

export function findOpening(db: Db, meetingId: string) {
	return db
		.selectFrom('meeting')
		.select(['openedAt', 'timezone'])
		.where('id', '=', meetingId)
		.executeTakeFirst();
}
