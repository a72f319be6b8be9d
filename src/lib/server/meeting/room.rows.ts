import type { Localised } from '#lib/model/localised.ts';
import type { MeetingHead, MeetingStatus, SeatKind } from '#lib/model/meeting.ts';
import type { Db } from '../platform/db.ts';

export interface RoomRow {
	roomName: string;
	status: MeetingStatus;
}

export async function findRoom(db: Db, meetingId: string): Promise<RoomRow | undefined> {
	const row = await db
		.selectFrom('meeting')
		.select(['roomName', 'status'])
		.where('id', '=', meetingId)
		.executeTakeFirst();
	return row && { roomName: row.roomName, status: row.status as MeetingStatus };
}

/** What the room's page says about its meeting. */
export async function findRoomHead(db: Db, slug: string): Promise<MeetingHead | undefined> {
	const row = await db
		.selectFrom('meeting')
		.leftJoin('dossier', 'dossier.id', 'meeting.dossierId')
		.select(['meeting.id', 'meeting.slug', 'meeting.title', 'meeting.status', 'meeting.timezone'])
		.select('dossier.slug as dossierSlug')
		.where('meeting.slug', '=', slug)
		.executeTakeFirst();
	return (
		row && {
			...row,
			title: row.title as unknown as Localised,
			status: row.status as MeetingStatus
		}
	);
}

export interface SeatRow {
	id: string;
	personId: string;
	kind: SeatKind;
	removedAt: Date | null;
}

export async function findSeat(
	db: Db,
	meetingId: string,
	seatId: string
): Promise<SeatRow | undefined> {
	const row = await db
		.selectFrom('seat')
		.select(['id', 'personId', 'kind', 'removedAt'])
		.where('meetingId', '=', meetingId)
		.where('id', '=', seatId)
		.executeTakeFirst();
	return row && { ...row, kind: row.kind as SeatKind };
}

/** Sets or lifts the ban on a seat. */
export async function setSeatRemoved(db: Db, seatId: string, removed: boolean): Promise<void> {
	await db
		.updateTable('seat')
		.set({ removedAt: removed ? new Date() : null })
		.where('id', '=', seatId)
		.execute();
}

export interface Seated extends SeatRow {
	roomName: string;
}

/** Every seat of the meetings whose media rooms are named, in one query. */
export async function listSeated(db: Db, roomNames: string[]): Promise<Seated[]> {
	if (!roomNames.length) return [];
	const rows = await db
		.selectFrom('seat')
		.innerJoin('meeting', 'meeting.id', 'seat.meetingId')
		.select(['seat.id', 'seat.personId', 'seat.kind', 'seat.removedAt', 'meeting.roomName'])
		.where('meeting.roomName', 'in', roomNames)
		.execute();
	return rows.map((row) => ({ ...row, kind: row.kind as SeatKind }));
}

/** Those of the named media rooms whose meeting ended before `before`. */
export async function listEndedRooms(db: Db, roomNames: string[], before: Date): Promise<string[]> {
	if (!roomNames.length) return [];
	const rows = await db
		.selectFrom('meeting')
		.select('roomName')
		.where('roomName', 'in', roomNames)
		.where('status', 'in', ['held', 'cancelled'])
		.where((where) => where.or([where('closedAt', 'is', null), where('closedAt', '<', before)]))
		.execute();
	return rows.map((row) => row.roomName);
}
