import type { LoggedEvent } from '#lib/realtime/events.ts';
import type { Db, Trx } from '../platform/db.ts';

/** Where the log has a command already, if it has. */
export async function findSeqOf(
	db: Db,
	meetingId: string,
	commandId: string
): Promise<number | undefined> {
	const row = await db
		.selectFrom('meetingEvent')
		.select('seq')
		.where('meetingId', '=', meetingId)
		.where('commandId', '=', commandId)
		.executeTakeFirst();
	return row?.seq;
}

export async function insertEvent(
	trx: Trx,
	event: { meetingId: string; actorId: string } & Omit<LoggedEvent, 'actor'>
): Promise<void> {
	await trx
		.insertInto('meetingEvent')
		.values({ ...event, payload: JSON.stringify(event.payload) })
		.execute();
}

/** The log after `seq`, in order, at most `limit` events. */
export async function findEventsAfter(
	db: Db,
	meetingId: string,
	seq: number,
	limit: number
): Promise<LoggedEvent[]> {
	const rows = await db
		.selectFrom('meetingEvent')
		.leftJoin('person', 'person.id', 'meetingEvent.actorId')
		.select(['seq', 'commandId', 'type', 'payload', 'person.name as actor', 'at'])
		.where('meetingId', '=', meetingId)
		.where('seq', '>', seq)
		.orderBy('seq')
		.limit(limit)
		.execute();
	return rows.map((row) => ({
		...row,
		payload: row.payload as LoggedEvent['payload'],
		at: row.at.toISOString()
	}));
}
