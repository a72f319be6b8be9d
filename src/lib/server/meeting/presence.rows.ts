import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';

export function findDays(db: Db, meetingId: string) {
	return db
		.selectFrom('meetingDay')
		.innerJoin('meeting', 'meeting.id', 'meetingDay.meetingId')
		.select(['meetingDay.day', 'meetingDay.date', 'meeting.timezone'])
		.where('meetingId', '=', meetingId)
		.orderBy('day')
		.execute();
}

/** Two tabs of one person may arrive at once: the seat's row makes them wait for each other. */
export async function lockSeat(trx: Trx, seatId: string): Promise<void> {
	await trx.selectFrom('seat').select('id').where('id', '=', seatId).forUpdate().execute();
}

export function findLastPresence(db: Db, seatId: string, day: number) {
	return db
		.selectFrom('presence')
		.select(['id', 'seenAt', 'leftAt'])
		.where('seatId', '=', seatId)
		.where('day', '=', day)
		.orderBy('cameAt', 'desc')
		.limit(1)
		.executeTakeFirst();
}

export async function reopenPresence(db: Db, id: string, at: Date): Promise<void> {
	await db.updateTable('presence').set({ leftAt: null, seenAt: at }).where('id', '=', id).execute();
}

/** At the first arrival: what the person is and for whom they come, as it is on that day. */
export async function stampRole(db: Db, seatId: string): Promise<void> {
	await sql`UPDATE seat SET
			role_label = coalesce((SELECT own.role_label FROM dossier_member own
				JOIN meeting m ON m.dossier_id = own.dossier_id
				WHERE m.id = seat.meeting_id AND own.person_id = seat.person_id), person.role_label),
			organisation_id = coalesce(seat.organisation_id, person.organisation_id)
		FROM person WHERE person.id = seat.person_id AND seat.id = ${seatId}
			AND NOT EXISTS (SELECT FROM presence WHERE presence.seat_id = seat.id)`.execute(db);
}

export async function insertPresence(db: Db, seatId: string, day: number, at: Date): Promise<void> {
	await db.insertInto('presence').values({ seatId, day, cameAt: at, seenAt: at }).execute();
}

/** Ends intervals whose end nobody saw (the process died) at the last sign of life. */
export async function endUnseen(db: Db, seatId: string): Promise<void> {
	await db
		.updateTable('presence')
		.set((set) => ({ leftAt: set.ref('seenAt') }))
		.where('seatId', '=', seatId)
		.where('leftAt', 'is', null)
		.execute();
}

export async function markSeen(db: Db, seatIds: string[], at: Date): Promise<void> {
	await db
		.updateTable('presence')
		.set({ seenAt: at })
		.where('seatId', 'in', seatIds)
		.where('leftAt', 'is', null)
		.execute();
}

export async function markLeft(db: Db, seatId: string, at: Date): Promise<void> {
	await db
		.updateTable('presence')
		.set({ leftAt: at, seenAt: at })
		.where('seatId', '=', seatId)
		.where('leftAt', 'is', null)
		.execute();
}
