import { sql } from 'kysely';
import type { AttendanceForm, AttendanceState, Seat } from '#lib/model/attendance.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { Visibility } from '#lib/model/report.ts';
import { organisationName } from '../people/organisation.rows.ts';
import type { Db, Trx } from '../platform/db.ts';
import { json } from '../platform/import.ts';

/** A row of the list: an organisation, or a person with the role and organisation of that day. */
export interface AttendanceEntry {
	id: string;
	organisation: OrganisationName | null;
	person: { name: string | null; role: string | null } | null;
	state: AttendanceState | 'expected';
	seat: Seat | null;
	heads: number | null;
	room: RoomCount | null;
}

/** What the room itself counted of an organisation, from its presence intervals. */
export interface RoomCount {
	heads: number;
	/** Names, or roles of those without one. */
	people: string[];
}

const roomCount = (organisationId: string) => sql`(
	SELECT jsonb_build_object('heads', sum(s.heads), 'people',
		jsonb_agg(coalesce(p.name, p.role_label, '') ORDER BY p.name))
	FROM seat s JOIN person p ON p.id = s.person_id
	WHERE s.meeting_id = m.id AND coalesce(s.organisation_id, p.organisation_id) = ${sql.raw(organisationId)}
		AND EXISTS (SELECT FROM presence v WHERE v.seat_id = s.id)
	HAVING count(*) > 0)`;

/** Organisations, then persons, each in the order of the name. */
export async function listEntries(db: Db, meetingId: string): Promise<AttendanceEntry[]> {
	const { rows } = await sql<AttendanceEntry>`
		SELECT o.id, ${organisationName('o')} AS organisation, NULL::jsonb AS person, a.state, a.seat, a.heads,
			${roomCount('o.id')} AS room, 1 AS place, plain(coalesce(o.name, localised_text(o.label))) AS sorting
		FROM attendance a JOIN meeting m ON m.id = a.meeting_id JOIN organisation o ON o.id = a.organisation_id
		WHERE a.meeting_id = ${meetingId}
		UNION ALL
		SELECT p.id, ${organisationName('o')}, jsonb_build_object('name', p.name, 'role',
				coalesce(a.role_label, p.role_label)), a.state, a.seat, a.heads, NULL, 2,
			plain(coalesce(p.name, p.role_label, ''))
		FROM attendance_person a JOIN person p ON p.id = a.person_id
		LEFT JOIN organisation o ON o.id = a.organisation_id
		WHERE a.meeting_id = ${meetingId}
		ORDER BY place, sorting, id`.execute(db);
	return rows.map(({ id, organisation, person, state, seat, heads, room }) => ({
		id,
		organisation,
		person,
		state,
		seat,
		heads,
		room
	}));
}

/** Organisations that the room saw and that are not on the list: taken off, or not closed yet. */
export async function listUnlisted(
	db: Db,
	meetingId: string
): Promise<Array<{ organisation: OrganisationName; room: RoomCount }>> {
	const { rows } = await sql<{ organisation: OrganisationName; room: RoomCount }>`
		SELECT ${organisationName('o')} AS organisation, ${roomCount('o.id')} AS room
		FROM meeting m CROSS JOIN organisation o
		WHERE m.id = ${meetingId} AND o.id IN (
				SELECT coalesce(s.organisation_id, p.organisation_id) FROM seat s JOIN person p ON p.id = s.person_id
				WHERE s.meeting_id = m.id AND EXISTS (SELECT FROM presence v WHERE v.seat_id = s.id))
			AND NOT EXISTS (SELECT FROM attendance a WHERE a.meeting_id = m.id AND a.organisation_id = o.id)
		ORDER BY o.name, o.id`.execute(db);
	return rows;
}

export interface ListFacts {
	version: number;
	visibility: Visibility;
	statement: Localised | null;
	/** What the sources say that contradicts the list; null: nothing, or it was settled. */
	note: string | null;
	isClosed: boolean;
	/** Invited organisations that did not decline and are not on the list. */
	invited: number;
	/** The report that prints the list, if there is one. */
	report: { slug: string; version: number } | null;
}

const unlistedInvitees = sql`FROM invitee i WHERE i.meeting_id = m.id AND i.answer IS DISTINCT FROM 'declined'
	AND NOT EXISTS (SELECT FROM attendance a
		WHERE a.meeting_id = i.meeting_id AND a.organisation_id = i.organisation_id)`;

export async function findListFacts(db: Db, meetingId: string): Promise<ListFacts> {
	const { rows } = await sql<ListFacts>`
		SELECT m.attendance_version AS version, m.attendance_visibility AS visibility,
			m.attendance_statement AS statement, m.attendance_note AS note, m.closed_at IS NOT NULL AS "isClosed",
			(SELECT count(*)::int ${unlistedInvitees}) AS invited,
			(SELECT jsonb_build_object('slug', r.slug, 'version', r.version) FROM report r
				WHERE r.meeting_id = m.id AND r.state <> 'withdrawn') AS report
		FROM meeting m WHERE m.id = ${meetingId}`.execute(db);
	return rows[0]!;
}

/** Writes what the form says of rows that are on the list; others are left alone. */
export async function updateList(
	trx: Trx,
	meetingId: string,
	{
		visibility,
		statement,
		entries
	}: Omit<AttendanceForm, 'statement'> & Pick<ListFacts, 'statement'>
): Promise<void> {
	await trx
		.updateTable('meeting')
		.set({ attendanceVisibility: visibility, attendanceStatement: json(statement) })
		.where('id', '=', meetingId)
		.execute();
	const off = entries.filter(({ isOff }) => isOff).map(({ id }) => id);
	for (const [table, column] of [
		['attendance', 'organisation_id'],
		['attendance_person', 'person_id']
	] as const) {
		const key = sql.ref(column);
		await sql`DELETE FROM ${sql.table(table)}
			WHERE meeting_id = ${meetingId} AND ${key} = ANY(${off}::uuid[])`.execute(trx);
		// A person is on the list because somebody saw them or they sent apologies: none is expected.
		await sql`UPDATE ${sql.table(table)} AS own SET state = said.state, seat = said.seat, heads = said.heads
			FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
				AS said(id uuid, state text, seat text, heads integer)
			WHERE own.meeting_id = ${meetingId} AND own.${key} = said.id
				${table === 'attendance' ? sql`` : sql`AND said.state <> 'expected'`}`.execute(trx);
	}
}

export interface How {
	state: AttendanceState | 'expected';
	seat: Seat | null;
	heads: number | null;
}

/** False when the organisation is on the list already. */
export async function insertOrganisation(
	trx: Trx,
	meetingId: string,
	organisationId: string,
	how: How
): Promise<boolean> {
	const row = await trx
		.insertInto('attendance')
		.values({ meetingId, organisationId, ...how })
		.onConflict((conflict) => conflict.doNothing())
		.returning('organisationId')
		.executeTakeFirst();
	return row !== undefined;
}

/** Puts the organisations on the list that were invited and did not decline, as expected. */
export async function insertInvited(trx: Trx, meetingId: string): Promise<void> {
	await sql`INSERT INTO attendance (meeting_id, organisation_id, state)
		SELECT m.id, chosen.organisation_id, 'expected' FROM meeting m
		CROSS JOIN LATERAL (SELECT i.organisation_id ${unlistedInvitees}) chosen
		WHERE m.id = ${meetingId} ON CONFLICT DO NOTHING`.execute(trx);
}

/** Sets the note aside; what it said, or null when there was none. */
export async function clearNote(trx: Trx, meetingId: string): Promise<string | null> {
	const { rows } = await sql<{ note: string | null }>`
		UPDATE meeting m SET attendance_note = NULL FROM (
			SELECT id, attendance_note AS note FROM meeting WHERE id = ${meetingId} FOR UPDATE) before
		WHERE m.id = before.id RETURNING before.note`.execute(trx);
	return rows[0]?.note ?? null;
}
