import type { Actor } from '#lib/model/actor.ts';
import { identityOf } from '#lib/model/media.ts';
import { announce } from '../platform/bus.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import type { MediaServer } from '../platform/livekit.ts';
import { log } from '../platform/log.ts';
import { publish, reconnectPerson } from '../platform/socket.ts';
import { findMeetingAccess } from './access.ts';
import { findRoom, findSeat, setSeatRemoved, type RoomRow, type SeatRow } from './room.rows.ts';

/** The seat and its room, for somebody who may moderate. @throws {AppError} `not_found` */
async function requireModerated(
	db: Db,
	actor: Actor,
	meetingId: string,
	seatId: string
): Promise<{ seat: SeatRow; room: RoomRow }> {
	const access = await findMeetingAccess(db, actor, meetingId);
	const room = await findRoom(db, meetingId);
	const seat = await findSeat(db, meetingId, seatId);
	if (!access?.canChair || !room || !seat) throw notFound();
	return { seat, room };
}

/**
 * Mutes the open microphones of a seat; its person is told by whom and may open them again.
 * @throws {AppError} `not_found` without the chair's right, `media_off`, `media_away` (503)
 */
export async function muteSeat(
	db: Db,
	actor: Actor,
	meetingId: string,
	seatId: string,
	media: MediaServer | null
): Promise<void> {
	const { seat, room } = await requireModerated(db, actor, meetingId, seatId);
	if (!media) throw new AppError('media_off', 503, 'No media server is set up.');
	const identity = identityOf(seatId, 'seat');
	const there = await media.listParticipants(room.roomName);
	for (const participant of there.filter((other) => other.identity === identity))
		for (const sid of participant.openMicrophones) await media.mute(room.roomName, identity, sid);
	publish(`user:${seat.personId}`, 'room:muted', { meetingId, by: actor.name });
}

/**
 * Bans a seat from its meeting: the ban comes first, then the browser is told, its connections are
 * asked to come again (and are refused), and the media room is cleared of it. A media server that
 * is away does not keep the ban from counting: the reconciler removes whoever is still there.
 * @throws {AppError} `not_found`, `own_seat` (409)
 */
export async function removeSeat(
	db: Db,
	actor: Actor,
	meetingId: string,
	seatId: string,
	media: MediaServer | null
): Promise<void> {
	const { seat, room } = await requireModerated(db, actor, meetingId, seatId);
	if (seat.personId === actor.personId)
		throw new AppError('own_seat', 409, 'You cannot remove yourself.');
	await setSeatRemoved(db, seatId, true);
	publish(`user:${seat.personId}`, 'meeting:removed', { meetingId });
	reconnectPerson(seat.personId);
	announce('seat.changed', { meetingId, personId: seat.personId });
	await clearSeat(media, room.roomName, seatId);
}

async function clearSeat(media: MediaServer | null, room: string, seatId: string): Promise<void> {
	try {
		await media?.remove(room, identityOf(seatId, 'seat'));
		await media?.remove(room, identityOf(seatId, 'display'));
	} catch (fault) {
		log.warn({ seatId, err: fault }, 'media room not cleared yet');
	}
}

/** Lifts the ban on a seat. @throws {AppError} `not_found` without the chair's right */
export async function readmitSeat(
	db: Db,
	actor: Actor,
	meetingId: string,
	seatId: string
): Promise<void> {
	const { seat } = await requireModerated(db, actor, meetingId, seatId);
	await setSeatRemoved(db, seatId, false);
	announce('seat.changed', { meetingId, personId: seat.personId });
}
