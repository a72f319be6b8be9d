import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { likeAnywhere } from '#lib/model/search.ts';
import type { Db } from '../platform/db.ts';
import { organisationName } from './organisation.rows.ts';

/** Dossiers in which a person takes part in any way: as member, with a seat, as speaker or author. */
export const dossiersOf = (person: RawBuilder<unknown>) => sql`
	SELECT dossier_id FROM dossier_member WHERE person_id = ${person}
	UNION SELECT m.dossier_id FROM seat JOIN meeting m ON m.id = seat.meeting_id WHERE seat.person_id = ${person}
	UNION SELECT m.dossier_id FROM attendance_person a JOIN meeting m ON m.id = a.meeting_id
		WHERE a.person_id = ${person}
	UNION SELECT m.dossier_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
		JOIN meeting m ON m.id = i.meeting_id WHERE s.person_id = ${person}
	UNION SELECT m.dossier_id FROM participant_report r JOIN meeting m ON m.id = r.meeting_id
		WHERE r.author_id = ${person}
	UNION SELECT m.dossier_id FROM meeting m WHERE m.chair_id = ${person}`;

const published = (actorId: string) => sql`
	SELECT dossier_id FROM dossier_member WHERE person_id = ${actorId} AND level = 'publish'`;

/** An author of what belongs to no dossier, who takes part in none, is looked after by all who publish. */
const isKeptByAll = (person: RawBuilder<unknown>) => sql`(EXISTS (
	SELECT FROM participant_report r JOIN meeting m ON m.id = r.meeting_id
		WHERE r.author_id = ${person} AND m.dossier_id IS NULL)
	AND NOT EXISTS (SELECT FROM (${dossiersOf(person)}) part WHERE part.dossier_id IS NOT NULL))`;

/** Whether the actor publishes for a dossier in which the person takes part. */
const isKept = (actorId: string, person: RawBuilder<unknown>) => sql`EXISTS (
	SELECT FROM (${published(actorId)}) own
	WHERE own.dossier_id IN (${dossiersOf(person)}) OR ${isKeptByAll(person)})`;

export async function sharesDossier(db: Db, actorId: string, personId: string): Promise<boolean> {
	const { rows } = await sql`SELECT WHERE ${isKept(actorId, sql`${personId}::uuid`)}`.execute(db);
	return rows.length > 0;
}

/** Whether a person takes part in a dossier that the actor does not publish for. */
export async function takesPartElsewhere(
	db: Db,
	actorId: string,
	personId: string
): Promise<boolean> {
	const { rows } = await sql`SELECT FROM (${dossiersOf(sql`${personId}::uuid`)}) part
		WHERE part.dossier_id IS NOT NULL
			AND part.dossier_id NOT IN (${published(actorId)}) LIMIT 1`.execute(db);
	return rows.length > 0;
}

const hasWritten = (person: RawBuilder<unknown>) => sql`EXISTS (SELECT FROM participant_report r
	WHERE r.meeting_id = m.id AND r.author_id = ${person})`;

/** Whether the actor looks after what meeting `m` records of a person. */
const ownMeeting = (actor: Actor, person: RawBuilder<unknown>) =>
	actor.isAdmin
		? sql`true`
		: sql`(m.dossier_id IN (${published(actor.personId)})
			OR (m.dossier_id IS NULL AND ${hasWritten(person)}))`;

export interface KnownPerson {
	id: string;
	name: string | null;
	roleLabel: string | null;
	organisation: OrganisationName | null;
	publishName: boolean | null;
	hasAccount: boolean;
	/** What single meetings record of the name, and in how many of the actor's. */
	bases: Array<{ basis: string; meetings: number }>;
}

/** Those the actor looks after whose name, role or organisation holds the words, by name; all, or a part. */
export async function listPeople(
	db: Db,
	actor: Actor,
	query: string,
	{ limit, offset }: { limit: number | null; offset: number } = { limit: null, offset: 0 }
): Promise<KnownPerson[]> {
	const theirs = actor.isAdmin ? sql`true` : isKept(actor.personId, sql`p.id`);
	const own = ownMeeting(actor, sql`p.id`);
	const { rows } = await sql<KnownPerson>`
		SELECT p.id, p.name, p.role_label AS "roleLabel", ${organisationName('o')} AS organisation,
			p.publish_name AS "publishName", EXISTS (SELECT FROM account a WHERE a.person_id = p.id) AS "hasAccount",
			coalesce((SELECT jsonb_agg(jsonb_build_object('basis', basis, 'meetings', meetings) ORDER BY meetings DESC, basis)
				FROM (SELECT b.basis, count(*) AS meetings FROM name_basis b JOIN meeting m ON m.id = b.meeting_id
					WHERE b.person_id = p.id AND ${own} GROUP BY b.basis) counted), '[]') AS bases
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.erased_at IS NULL AND ${theirs}
			AND plain(concat_ws(' ', p.name, array_to_string(p.former_names, ' '), p.role_label,
				o.name, localised_text(o.label))) LIKE plain(${likeAnywhere(query)})
		ORDER BY plain(coalesce(p.name, p.role_label, '')), p.id LIMIT ${limit} OFFSET ${offset}`.execute(
		db
	);
	return rows;
}

export function findPerson(db: Db, id: string) {
	return db
		.selectFrom('person as p')
		.leftJoin('organisation as o', 'o.id', 'p.organisationId')
		.where('p.id', '=', id)
		.where('p.erasedAt', 'is', null)
		.select([
			'p.id',
			'p.name',
			'p.roleLabel',
			'p.publishName',
			'p.publicOffice',
			'p.kind',
			'p.isAdmin'
		])
		.select(organisationName('o').as('organisation'))
		.select((eb) =>
			eb
				.exists(eb.selectFrom('account as a').whereRef('a.personId', '=', 'p.id').select('a.email'))
				.$castTo<boolean>()
				.as('hasAccount')
		)
		.executeTakeFirst();
}

/** Whom a person that is no more was merged with. */
export async function findMerged(db: Db, formerId: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('personMerge')
		.select('personId')
		.where('formerId', '=', formerId)
		.executeTakeFirst();
	return row?.personId;
}

/** What a person was called in records that were merged into this one, by whom and when; the last first. */
export async function listMerged(db: Db, personId: string) {
	const { rows } = await sql<{ name: string | null; at: Date; by: string | null }>`
		SELECT coalesce(g.stood ->> 'name', g.stood ->> 'role') AS name, g.at, coalesce(a.name, a.role_label) AS by
		FROM person_merge g LEFT JOIN person a ON a.id = g.actor_id
		WHERE g.person_id = ${personId} ORDER BY g.at DESC, g.former_id`.execute(db);
	return rows;
}

/** The meetings in which a person has a seat, speaks, is on the attendance list or wrote a report, that the actor publishes for. */
export async function listBases(db: Db, actor: Actor, personId: string) {
	const wrote = hasWritten(sql`${personId}::uuid`);
	const theirs = ownMeeting(actor, sql`${personId}::uuid`);
	const { rows } = await sql<{
		id: string;
		slug: string;
		title: Localised;
		basis: string | null;
		recordedAt: Date | null;
	}>`SELECT m.id, m.slug, m.title, b.basis, b.recorded_at AS "recordedAt"
		FROM meeting m LEFT JOIN name_basis b ON b.meeting_id = m.id AND b.person_id = ${personId}
		WHERE ${theirs} AND (
			${wrote} OR EXISTS (SELECT FROM seat s WHERE s.meeting_id = m.id AND s.person_id = ${personId})
			OR EXISTS (SELECT FROM attendance_person a WHERE a.meeting_id = m.id AND a.person_id = ${personId})
			OR EXISTS (SELECT FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
				WHERE i.meeting_id = m.id AND s.person_id = ${personId}))
		ORDER BY (SELECT min(date) FROM meeting_day d WHERE d.meeting_id = m.id) DESC NULLS LAST, m.id`.execute(
		db
	);
	return rows;
}

export async function setStanding(
	db: Db,
	id: string,
	row: {
		name: string | null;
		roleLabel: string | null;
		publishName: boolean | null;
		publicOffice: boolean;
	}
): Promise<void> {
	await db.updateTable('person').set(row).where('id', '=', id).execute();
}

/** What is recorded already keeps who recorded it, and when. */
export async function storeBasis(
	db: Db,
	row: { personId: string; meetingId: string; basis: string; recordedBy: string | null }
): Promise<void> {
	await db
		.insertInto('nameBasis')
		.values(row)
		.onConflict((conflict) =>
			conflict
				.columns(['personId', 'meetingId'])
				.doUpdateSet({
					basis: row.basis,
					recordedBy: row.recordedBy,
					recordedAt: sql<Date>`now()`
				})
				.where('nameBasis.basis', '!=', row.basis)
		)
		.execute();
}

export async function deleteBasis(db: Db, personId: string, meetingId: string): Promise<void> {
	await db
		.deleteFrom('nameBasis')
		.where('personId', '=', personId)
		.where('meetingId', '=', meetingId)
		.execute();
}
