import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Visibility } from '#lib/model/report.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** A row of the list. The name is null where it is kept from these readers, or has no basis. */
export interface AttendanceRow {
	kind: 'organisation' | 'person';
	name: string | null;
	organisationId: string | null;
	sector: string | null;
	state: 'present' | 'apologies' | 'absent' | 'expected';
	seat: 'on-site' | 'remote' | 'room-device' | null;
	heads: number | null;
}

/**
 * Every organisation and person of the attendance list, in the order of the name. A person stands
 * there by name only on a recorded basis, else by the role of that day.
 */
export async function listAttendance(
	db: Db,
	meetingId: string,
	readers: readonly Visibility[]
): Promise<AttendanceRow[]> {
	const { rows } = await sql<AttendanceRow>`
		WITH list AS (
			SELECT 'organisation' AS kind, ${organisationText('o')} AS name,
				o.id AS "organisationId", o.sector, a.meeting_id, a.state, a.seat, a.heads
			FROM attendance a JOIN organisation o ON o.id = a.organisation_id
			UNION ALL
			SELECT 'person', coalesce(printed_name(p, a.meeting_id), a.role_label, p.role_label)
					|| coalesce(' (' || ${organisationText('o')} || ')', ''), a.organisation_id, NULL, a.meeting_id, a.state, a.seat, a.heads
			FROM attendance_person a JOIN person p ON p.id = a.person_id
			LEFT JOIN organisation o ON o.id = a.organisation_id
		)
		SELECT list.kind, CASE WHEN m.attendance_visibility = ANY(${[...readers]}::text[]) THEN list.name END AS name,
			list."organisationId", list.sector, list.state, list.seat, list.heads
		FROM list JOIN meeting m ON m.id = list.meeting_id
		WHERE m.id = ${meetingId} ORDER BY list.kind, list.name`.execute(db);
	return rows;
}

/** What a source says of who came, for these readers. */
export async function findStatement(
	db: Db,
	meetingId: string,
	readers: readonly Visibility[]
): Promise<Localised | null> {
	const row = await db
		.selectFrom('meeting')
		.select(sql<Localised | null>`attendance_statement`.as('statement'))
		.where('id', '=', meetingId)
		.where('attendanceVisibility', 'in', [...readers])
		.executeTakeFirst();
	return row?.statement ?? null;
}

/**
 * The public text of a draft or version as these readers may have it: without the names of those
 * who came where the meeting's list is kept from them, whatever it was when the text was frozen.
 * The query knows the meeting as `meeting`.
 */
export function givenText(
	column: 'report.draft' | 'report_version.content',
	readers: readonly Visibility[]
) {
	const text = sql.ref(column);
	const numbers = sql`(${text} -> 'attendance') - 'statement' || '{"present": [], "apologies": []}'`;
	return sql`CASE WHEN meeting.attendance_visibility = ANY(${[...readers]}::text[])
		THEN ${text} ELSE jsonb_set(${text}, '{attendance}', ${numbers}) END`;
}
