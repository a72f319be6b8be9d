import { dateIn } from '#lib/model/zone.ts';
import type { Db } from '../platform/db.ts';
import {
	endUnseen,
	findDays,
	findLastPresence,
	insertPresence,
	lockSeat,
	markLeft,
	markSeen,
	reopenPresence,
	stampRole
} from './presence.rows.ts';

/** A break of the line up to this long (ms) does not end an interval of presence. */
const MERGED_GAP_MS = 60_000;

/** The day of the meeting (1, 2 …) at `at`: today's, else the last one begun, else the first. */
export async function findDay(db: Db, meetingId: string, at: Date): Promise<number> {
	const days = await findDays(db, meetingId);
	const begun = days.filter((day) => day.date <= dateIn(day.timezone, at.getTime()));
	return begun.at(-1)?.day ?? days[0]?.day ?? 1;
}

/** Begins an interval of presence, or goes on with the one that broke off a moment ago. */
export async function arrive(db: Db, meetingId: string, seatId: string, at: Date): Promise<void> {
	const day = await findDay(db, meetingId, at);
	await db.transaction().execute(async (trx) => {
		await lockSeat(trx, seatId);
		const last = await findLastPresence(trx, seatId, day);
		const seen = last && (last.leftAt ?? last.seenAt);
		if (last && seen && at.getTime() - seen.getTime() <= MERGED_GAP_MS)
			return reopenPresence(trx, last.id, at);
		await endUnseen(trx, seatId);
		await stampRole(trx, seatId);
		await insertPresence(trx, seatId, day, at);
	});
}

/** A sign of life of all who are there, so that a crash costs at most the time between two. */
export async function seen(db: Db, seatIds: string[], at: Date): Promise<void> {
	if (seatIds.length > 0) await markSeen(db, seatIds, at);
}

/** Ends the interval of a seat whose last connection went. */
export async function leave(db: Db, seatId: string, at: Date): Promise<void> {
	await markLeft(db, seatId, at);
}
