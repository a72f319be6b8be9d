import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** One row for every organisation of the attendance list, in the order of its name. */
export function listAttendance(db: Db, meetingId: string) {
	return db
		.selectFrom('attendance')
		.innerJoin('organisation', 'organisation.id', 'attendance.organisationId')
		.where('attendance.meetingId', '=', meetingId)
		.orderBy('name')
		.select([
			sql<string>`coalesce(organisation.name, organisation.label->'texts'->>(organisation.label->>'original'))`.as(
				'name'
			),
			'organisation.sector',
			'attendance.state',
			'attendance.seat',
			'attendance.heads'
		])
		.execute();
}
export type AttendanceRow = Awaited<ReturnType<typeof listAttendance>>[number];

/** Heads of seats that were present and belong to no organisation; the list has no row for them. */
export async function countUnaffiliated(db: Db, meetingId: string): Promise<number> {
	const row = await db
		.selectFrom('seat')
		.innerJoin('person', 'person.id', 'seat.personId')
		.where('seat.meetingId', '=', meetingId)
		.where('seat.organisationId', 'is', null)
		.where('person.organisationId', 'is', null)
		.where((eb) =>
			eb.exists(
				eb.selectFrom('presence').whereRef('presence.seatId', '=', 'seat.id').select('presence.id')
			)
		)
		.select((eb) => eb.fn.coalesce(eb.fn.sum<number>('seat.heads'), sql<number>`0`).as('heads'))
		.executeTakeFirstOrThrow();
	return Number(row.heads);
}
