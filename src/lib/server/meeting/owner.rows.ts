import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { organisationText } from '../people/organisation.rows.ts';
import { readableAttendance } from '../people/reading.rows.ts';
import type { Db } from '../platform/db.ts';

export interface OwnerRow {
	id: string;
	name: string;
	kind: 'organisation' | 'person';
}

const cameTo = (actor: Actor | null) =>
	sql`m.id = came.meeting_id AND ${readableAttendance(actor, 'm')}`;

/** Everybody of the meetings `m` and their dossiers; of the attendance list as far as the actor reads it. */
const peopleOf = (actor: Actor | null) => sql`
	SELECT s.person_id AS id FROM seat s JOIN m ON m.id = s.meeting_id
	UNION SELECT x.person_id FROM item_speaker x JOIN agenda_item i ON i.id = x.agenda_item_id
		JOIN m ON m.id = i.meeting_id
	UNION SELECT came.person_id FROM attendance_person came JOIN m ON ${cameTo(actor)}
	UNION SELECT own.person_id FROM dossier_member own JOIN m ON m.dossier_id = own.dossier_id
	UNION SELECT m.chair_id FROM m`;

/** Every organisation of the meetings `m` and their dossiers, and those of the members. */
const organisationsOf = (actor: Actor | null) => sql`
	SELECT s.organisation_id AS id FROM seat s JOIN m ON m.id = s.meeting_id
	UNION SELECT i.organisation_id FROM invitee i JOIN m ON m.id = i.meeting_id
	UNION SELECT x.organisation_id FROM item_organisation x JOIN agenda_item i ON i.id = x.agenda_item_id
		JOIN m ON m.id = i.meeting_id
	UNION SELECT came.organisation_id FROM attendance came JOIN m ON ${cameTo(actor)}
	UNION SELECT own.organisation_id FROM dossier_organisation own JOIN m ON m.dossier_id = own.dossier_id
	UNION SELECT p.organisation_id FROM person p JOIN dossier_member own ON own.person_id = p.id
		JOIN m ON m.dossier_id = own.dossier_id
	UNION SELECT unnest(ARRAY[m.host_id, m.funder_id]) FROM m`;

/** Which meetings are meant. */
type Meant = { ids: string[] } | { slugs: string[] };
const meant = (of: Meant) =>
	sql`m AS (SELECT * FROM meeting WHERE ${
		'ids' in of ? sql`id = ANY(${of.ids}::uuid[])` : sql`slug = ANY(${of.slugs})`
	})`;

/** Somebody who may own an action; `told`: the name, with what tells them from others who bear it. */
export interface OwningPerson {
	id: string;
	name: string;
	told: string;
}

/** People who may own actions of these meetings, by name. */
export async function listOwningPeople(
	db: Db,
	actor: Actor | null,
	of: Meant
): Promise<OwningPerson[]> {
	const { rows } = await sql<OwningPerson>`
		WITH ${meant(of)} SELECT p.id, p.name, CASE WHEN count(*) OVER (PARTITION BY plain(p.name)) > 1
			THEN concat_ws(', ', p.name, p.role_label, ${organisationText('o')}) ELSE p.name END AS told
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.name IS NOT NULL AND p.erased_at IS NULL AND p.id IN (${peopleOf(actor)})
		ORDER BY p.name, p.id`.execute(db);
	return rows;
}

/** Whom an action or a round-table line of a meeting can be given to: organisations, then people. */
export async function listOwners(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<OwnerRow[]> {
	const { rows: organisations } = await sql<Omit<OwnerRow, 'kind'>>`
		WITH ${meant({ ids: [meetingId] })} SELECT id, name FROM (
			SELECT o.id, ${organisationText('o')} AS name
			FROM organisation o WHERE o.id IN (${organisationsOf(actor)})) named
		WHERE name IS NOT NULL ORDER BY name, id`.execute(db);
	const people = await listOwningPeople(db, actor, { ids: [meetingId] });
	return [
		...organisations.map((one) => ({ ...one, kind: 'organisation' as const })),
		...people.map(({ id, name }) => ({ id, name, kind: 'person' as const }))
	];
}

/** Whether an organisation or person may own an action of this meeting. */
export async function isOwner(
	db: Db,
	actor: Actor | null,
	meetingId: string,
	ownerId: string
): Promise<boolean> {
	const { rows } = await sql<{ found: boolean }>`
		WITH ${meant({ ids: [meetingId] })} SELECT EXISTS (
			SELECT FROM (${peopleOf(actor)} UNION ${organisationsOf(actor)}) own WHERE own.id = ${ownerId}
		) AS found`.execute(db);
	return rows[0]?.found ?? false;
}
