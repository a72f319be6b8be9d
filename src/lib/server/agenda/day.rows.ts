import { sql } from 'kysely';
import type { MeetingDay, MeetingPart } from '#lib/model/day.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Fact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { Db, Trx } from '../platform/db.ts';

export async function findDays(db: Db, meetingId: string): Promise<MeetingDay[]> {
	const rows = await db
		.selectFrom('meetingDay')
		.select(['day', 'date', 'starts', 'ends'])
		.where('meetingId', '=', meetingId)
		.orderBy('day')
		.execute();
	return rows.map((row) => ({ ...row, starts: cutTime(row.starts), ends: cutTime(row.ends) }));
}

export function findParts(db: Db, meetingId: string): Promise<MeetingPart[]> {
	return db
		.selectFrom('meetingPart')
		.select(['day', 'part', 'title'])
		.where('meetingId', '=', meetingId)
		.orderBy('day')
		.orderBy('part')
		.$narrowType<{ title: Localised }>()
		.execute();
}

/** Whether somebody was in the meeting on that day. */
export async function isDayAttended(db: Db, meetingId: string, day: number): Promise<boolean> {
	const row = await db
		.selectFrom('presence')
		.innerJoin('seat', 'seat.id', 'presence.seatId')
		.select('presence.id')
		.where('seat.meetingId', '=', meetingId)
		.where('presence.day', '=', day)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Writes what happened to days; what else stands on a later day follows it to its new number. */
export async function saveDays(trx: Trx, before: MeetingState, fact: Fact): Promise<void> {
	const { meetingId } = before;
	if (fact.type === 'day.added') {
		const { day } = fact.payload;
		if (before.days.some((one) => one.day === day.day)) await shift(trx, meetingId, day.day, 1);
		await trx
			.insertInto('meetingDay')
			.values({ meetingId, ...day })
			.execute();
	} else if (fact.type === 'day.edited') {
		const { day, ...values } = fact.payload.day;
		await trx
			.updateTable('meetingDay')
			.set(values)
			.where('meetingId', '=', meetingId)
			.where('day', '=', day)
			.execute();
	} else if (fact.type === 'day.removed') {
		const { day } = fact.payload;
		await trx
			.deleteFrom('meetingDay')
			.where('meetingId', '=', meetingId)
			.where('day', '=', day)
			.execute();
		await shift(trx, meetingId, day + 1, -1);
	}
}

async function shift(trx: Trx, meetingId: string, from: number, by: number): Promise<void> {
	await sql`UPDATE meeting_day SET day = day + ${by}
		WHERE meeting_id = ${meetingId} AND day >= ${from}`.execute(trx);
	await sql`UPDATE parallel_slot SET day = day + ${by}
		WHERE meeting_id = ${meetingId} AND day >= ${from}`.execute(trx);
	await sql`UPDATE presence SET day = presence.day + ${by} FROM seat
		WHERE seat.id = presence.seat_id AND seat.meeting_id = ${meetingId}
			AND presence.day >= ${from}`.execute(trx);
}

/** Writes the names of parts anew: they are few. */
export async function saveParts(trx: Trx, { meetingId, parts }: MeetingState): Promise<void> {
	await trx.deleteFrom('meetingPart').where('meetingId', '=', meetingId).execute();
	if (parts.length === 0) return;
	await trx
		.insertInto('meetingPart')
		.values(parts.map((one) => ({ meetingId, ...one, title: JSON.stringify(one.title) })))
		.execute();
}

function cutTime(time: string | null): string | null {
	return time?.slice(0, 5) ?? null;
}
