import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';

/** Ends the presence of everybody; an interval that its process lost ends at its last sign of life. */
export async function endPresence(trx: Trx, meetingId: string, at: Date): Promise<void> {
	await sql`UPDATE presence SET
			left_at = CASE WHEN seen_at > ${at}::timestamptz - interval '2 minutes'
				THEN greatest(came_at, ${at}::timestamptz) ELSE seen_at END
		FROM seat WHERE seat.id = presence.seat_id
			AND seat.meeting_id = ${meetingId} AND presence.left_at IS NULL`.execute(trx);
}

/**
 * One row for each organisation that somebody was present for: how (a school's one device, by
 * video, or on site when the meeting has no other way) and how many heads its seats counted.
 */
export async function insertAttendance(trx: Trx, meetingId: string): Promise<void> {
	await sql`INSERT INTO attendance (meeting_id, organisation_id, state, seat, heads)
		SELECT s.meeting_id, coalesce(s.organisation_id, p.organisation_id), 'present',
			CASE WHEN bool_or(s.kind = 'school') THEN 'room-device'
				WHEN m.mode = 'on-site' THEN 'on-site' ELSE 'remote' END,
			sum(s.heads)
		FROM seat s
			JOIN meeting m ON m.id = s.meeting_id
			JOIN person p ON p.id = s.person_id
		WHERE s.meeting_id = ${meetingId}
			AND coalesce(s.organisation_id, p.organisation_id) IS NOT NULL
			AND EXISTS (SELECT FROM presence WHERE presence.seat_id = s.id)
		GROUP BY s.meeting_id, coalesce(s.organisation_id, p.organisation_id), m.mode
		ON CONFLICT (meeting_id, organisation_id) DO UPDATE
			SET state = 'present', seat = coalesce(attendance.seat, excluded.seat),
				heads = greatest(attendance.heads, excluded.heads)`.execute(trx);
}

/** Whoever was present for no organisation stands on the list as a person, with their role that day. */
export async function insertUnaffiliated(trx: Trx, meetingId: string): Promise<void> {
	await sql`INSERT INTO attendance_person (meeting_id, person_id, role_label, state, seat, heads)
		SELECT s.meeting_id, s.person_id, s.role_label, 'present',
			CASE WHEN s.kind = 'school' THEN 'room-device'
				WHEN m.mode = 'on-site' THEN 'on-site' ELSE 'remote' END, s.heads
		FROM seat s
			JOIN meeting m ON m.id = s.meeting_id
			JOIN person p ON p.id = s.person_id
		WHERE s.meeting_id = ${meetingId} AND coalesce(s.organisation_id, p.organisation_id) IS NULL
			AND EXISTS (SELECT FROM presence WHERE presence.seat_id = s.id)
		ON CONFLICT (meeting_id, person_id) DO UPDATE
			SET state = 'present', seat = coalesce(attendance_person.seat, excluded.seat),
				heads = greatest(attendance_person.heads, excluded.heads)`.execute(trx);
}

/** Waits for the meeting's row; its edition of the list, which grows with every change to it. */
export async function lockList(trx: Trx, meetingId: string): Promise<number> {
	const row = await trx
		.selectFrom('meeting')
		.select('attendanceVersion')
		.where('id', '=', meetingId)
		.forUpdate()
		.executeTakeFirstOrThrow();
	return row.attendanceVersion;
}

export async function raiseList(trx: Trx, meetingId: string): Promise<void> {
	await trx
		.updateTable('meeting')
		.set({ attendanceVersion: sql`attendance_version + 1` })
		.where('id', '=', meetingId)
		.execute();
}
