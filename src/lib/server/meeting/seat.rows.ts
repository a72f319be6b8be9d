import { sql } from 'kysely';
import type { Seat, SeatKind } from '#lib/model/meeting.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** A seat with what decides about it. */
export interface SeatRow extends Seat {
	isRemoved: boolean;
}

/** What access to a meeting depends on, besides the dossier. */
export function findMeetingBase(db: Db, meetingId: string) {
	return db
		.selectFrom('meeting')
		.select(['id', 'dossierId', 'chairId', 'timezone'])
		.where('id', '=', meetingId)
		.executeTakeFirst();
}

/** How far the log of each of these meetings reaches. */
export async function findSeqs(
	db: Db,
	meetingIds: string[]
): Promise<Array<{ id: string; seq: number }>> {
	if (!meetingIds.length) return [];
	return db.selectFrom('meeting').select(['id', 'seq']).where('id', 'in', meetingIds).execute();
}

export async function findSeat(
	db: Db,
	meetingId: string,
	personId: string
): Promise<SeatRow | undefined> {
	const row = await selectSeats(db)
		.where('seat.meetingId', '=', meetingId)
		.where('seat.personId', '=', personId)
		.executeTakeFirst();
	return row && { ...row, kind: row.kind as SeatKind };
}

function selectSeats(db: Db) {
	return db
		.selectFrom('seat')
		.innerJoin('person', 'person.id', 'seat.personId')
		.leftJoin('organisation', (join) =>
			join.on('organisation.id', '=', sql`coalesce(seat.organisation_id, person.organisation_id)`)
		)
		.select([
			'seat.id',
			'seat.personId',
			'seat.organisationId',
			'seat.kind',
			'seat.heads',
			sql<string>`coalesce(person.name, person.role_label, '')`.as('name'),
			organisationText('organisation').as('organisation'),
			sql<boolean>`seat.removed_at IS NOT NULL`.as('isRemoved')
		]);
}

/** Takes a seat for the person unless there is one already. */
export async function insertSeat(
	db: Db,
	seat: { meetingId: string; personId: string; organisationId: string | null; kind: SeatKind }
): Promise<void> {
	await db
		.insertInto('seat')
		.values(seat)
		.onConflict((conflict) => conflict.columns(['meetingId', 'personId']).doNothing())
		.execute();
}

export async function isSpeaker(db: Db, meetingId: string, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom('itemSpeaker')
		.innerJoin('agendaItem', 'agendaItem.id', 'itemSpeaker.agendaItemId')
		.select('itemSpeaker.personId')
		.where('agendaItem.meetingId', '=', meetingId)
		.where('agendaItem.removedAt', 'is', null)
		.where('itemSpeaker.personId', '=', personId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Whether a person has a seat in a meeting that was not taken from them. */
export async function hasSeat(db: Db, meetingId: string, personId: string): Promise<boolean> {
	const row = await db
		.selectFrom('seat')
		.select('id')
		.where('meetingId', '=', meetingId)
		.where('personId', '=', personId)
		.where('removedAt', 'is', null)
		.executeTakeFirst();
	return row !== undefined;
}
