import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';
import { dossiersOf, listPeople, type KnownPerson } from './names.rows.ts';
import { organisationName } from './organisation.rows.ts';
import type { Actor } from '#lib/model/actor.ts';

export type AuthorChoice = Pick<KnownPerson, 'id' | 'name' | 'roleLabel' | 'organisation'>;

/** Where something is written: a dossier, a single event, or both. */
export interface AuthorHome {
	dossierId: string | null;
	/** Null: all events of the dossier. */
	meetingId: string | null;
}

/** Whoever takes part in the meeting, in whichever way. */
const partOf = (meetingId: string | null) => sql`
	SELECT person_id FROM seat WHERE meeting_id = ${meetingId}
	UNION SELECT person_id FROM attendance_person WHERE meeting_id = ${meetingId}
	UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
		WHERE i.meeting_id = ${meetingId}
	UNION SELECT author_id FROM participant_report WHERE meeting_id = ${meetingId}`;

/**
 * Whoever takes part in the dossier or the event; without a dossier also the people the actor looks
 * after, if there is one. With a name only those who bear it, however it is written.
 */
export async function listAuthors(
	db: Db,
	actor: Actor | null,
	{ dossierId, meetingId }: AuthorHome,
	name: string | null = null
): Promise<AuthorChoice[]> {
	const kept =
		dossierId || !actor ? [] : (await listPeople(db, actor, name ?? '')).map(({ id }) => id);
	const { rows } = await sql<AuthorChoice>`
		SELECT p.id, p.name, p.role_label AS "roleLabel", ${organisationName('o')} AS organisation
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.erased_at IS NULL AND (${name}::text IS NULL OR bears(p, ${name}))
			AND (p.id = ANY(${kept}::uuid[]) OR p.id IN (${partOf(meetingId)})
				OR ${dossierId}::uuid IN (${dossiersOf(sql`p.id`)}))
		ORDER BY plain(coalesce(p.name, p.role_label, '')), p.id`.execute(db);
	return rows;
}

/** Whoever looks for the bearer of a name, to make one if there is none, waits for others who do. */
export async function lockName(trx: Trx, name: string): Promise<void> {
	await lockNames(trx, [name]);
}

/** The same for many, in one order: of two who bring the same names none waits for the other for ever. */
export async function lockNames(trx: Trx, names: string[]): Promise<void> {
	await sql`SELECT pg_advisory_xact_lock(lock) FROM (
		SELECT DISTINCT hashtextextended('person ' || plain(name), 0) AS lock
		FROM unnest(${names}::text[]) name ORDER BY 1) each`.execute(trx);
}

/** Whether somebody refused to be named, there or where nothing is recorded of their name. */
export async function refusesName(trx: Trx, personId: string, meetingId: string): Promise<boolean> {
	const { rows } = await sql<{ refused: boolean | null }>`
		SELECT coalesce((SELECT b.basis = 'refused' FROM name_basis b
			WHERE b.person_id = p.id AND b.meeting_id = ${meetingId}), NOT p.publish_name) AS refused
		FROM person p WHERE p.id = ${personId}`.execute(trx);
	return rows[0]?.refused === true;
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
