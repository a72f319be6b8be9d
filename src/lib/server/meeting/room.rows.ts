import type { MeetingStatus, SeatKind } from '#lib/model/meeting.ts';
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
	/** Still an administrator, a member of the dossier, or a guest by invitation. */
	belongs: boolean;
}

/** Every seat of the meetings whose media rooms are named, in one query. */
export async function listSeated(db: Db, roomNames: string[]): Promise<Seated[]> {
	if (!roomNames.length) return [];
	const rows = await db
		.selectFrom('seat')
		.innerJoin('meeting', 'meeting.id', 'seat.meetingId')
		.innerJoin('person', 'person.id', 'seat.personId')
		.leftJoin('dossierMember', (join) =>
			join
				.onRef('dossierMember.dossierId', '=', 'meeting.dossierId')
				.onRef('dossierMember.personId', '=', 'seat.personId')
		)
		.select(['seat.id', 'seat.personId', 'seat.kind', 'seat.removedAt'])
		.select(['meeting.roomName', 'person.isAdmin'])
		.select(['person.kind as personKind', 'dossierMember.level'])
		.where('meeting.roomName', 'in', roomNames)
		.execute();
	return rows.map(({ isAdmin, personKind, level, kind, ...row }) => ({
		...row,
		kind: kind as SeatKind,
		belongs: isAdmin || personKind === 'guest' || level !== null
	}));
}

/** Those of the named media rooms whose meeting ended before `before`. */
export async function listEndedRooms(
	db: Db,
	roomNames: string[],
	before: Date
): Promise<string[]> {
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
