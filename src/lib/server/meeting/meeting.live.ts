import type { Seat } from '#lib/model/meeting.ts';
import { listen } from '../platform/bus.ts';
import { watchPeers } from '../platform/cluster.ts';
import { getDb, type Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { logFault } from '../platform/log.ts';
import { publishHere, type LiveClient, type On } from '../platform/socket.ts';
import { enterMeeting, findMeetingAccess, type MeetingAccess } from './access.ts';
import { arrive, leave, seen } from './presence.ts';
import {
	addClient,
	findClients,
	findMeetingsOf,
	forgetPeer,
	listMeetingIds,
	listPeopleHere,
	listPresent,
	listPresentSeatIds,
	removeClient,
	replaceSeat,
	tellRoster,
	whenSeatLost
} from './roster.ts';
import { findSeqs } from './seat.rows.ts';

const SEEN_EVERY_MS = 30_000;
let heartbeat: NodeJS.Timeout | undefined;

export function registerMeeting(on: On): void {
	watch();
	on('clock:ping', () => {
		const receivedAt = Date.now();
		return { receivedAt, answeredAt: receivedAt };
	});
	on('meeting:leave', async (client, { meetingId }) => {
		await quit(client, meetingId);
		return {};
	});
}

/**
 * Lets a connection into the meeting's room after the check, and begins the seat's presence.
 * @throws {AppError} `not_found` for whoever may not enter
 */
export async function joinRoom(
	db: Db,
	client: LiveClient,
	meetingId: string
): Promise<MeetingAccess & { seat: Seat }> {
	const before = await enterMeeting(db, client.actor, meetingId);
	if (!client.socket.connected) return before; // went while we looked
	await client.socket.join(`meeting:${meetingId}`);
	const { id } = before.seat;
	if (addClient(meetingId, before.seat, client)) await arrive(db, meetingId, id, new Date());
	// Again: what changed while we looked was told to those who were here already.
	const access = await findMeetingAccess(db, client.actor, meetingId);
	if (!access?.seat) {
		await quit(client, meetingId);
		throw notFound();
	}
	replaceSeat(meetingId, access.seat);
	return { ...access, seat: access.seat };
}

/** A connection is gone: it leaves every meeting it was in. */
export function leftMeeting(client: LiveClient): void {
	for (const meetingId of findMeetingsOf(client))
		quit(client, meetingId).catch((fault: unknown) => logFault(fault, 'leaving a meeting'));
}

async function quit(client: LiveClient, meetingId: string): Promise<void> {
	await client.socket.leave(`meeting:${meetingId}`);
	const seatId = removeClient(meetingId, client);
	if (!seatId) return;
	await leave(getDb(), seatId, new Date());
	// Back already, and their arrival may have been written before this departure.
	if (listPresent(meetingId).some((seat) => seat.id === seatId))
		await arrive(getDb(), meetingId, seatId, new Date());
}

/** Once per process: signs of life, and seats that change while their people are here. */
function watch(): void {
	if (heartbeat) return;
	heartbeat = setInterval(() => {
		seen(getDb(), listPresentSeatIds(), new Date()).catch((fault: unknown) =>
			logFault(fault, 'signs of life')
		);
	}, SEEN_EVERY_MS);
	heartbeat.unref();
	listen('seat.changed', ({ meetingId, personId }) => recheck(meetingId, personId), {
		everywhere: true
	});
	whenSeatLost((meetingId, seatId) => {
		settleLost(meetingId, seatId).catch((fault: unknown) => logFault(fault, 'a seat elsewhere'));
	});
	watchPeers('meetings', {
		came: tellRoster,
		gone: forgetPeer,
		missed() {
			tellRoster();
			catchUp().catch((fault: unknown) => logFault(fault, 'catching up with other processes'));
		}
	});
}

/** Both processes may have thought that the other still has the seat: its presence is set right. */
async function settleLost(meetingId: string, seatId: string): Promise<void> {
	if (listPresentSeatIds().includes(seatId)) await arrive(getDb(), meetingId, seatId, new Date());
	else if (!listPresent(meetingId).some(({ id }) => id === seatId))
		await leave(getDb(), seatId, new Date());
}

/** What other processes told may have been lost: everybody's rights and place in the log. */
async function catchUp(): Promise<void> {
	const meetingIds = listMeetingIds();
	for (const { id, seq } of await findSeqs(getDb(), meetingIds))
		publishHere(`meeting:${id}`, 'meeting:reached', { meetingId: id, seq });
	for (const meetingId of meetingIds)
		for (const personId of listPeopleHere(meetingId)) await recheck(meetingId, personId);
}

/** Rights or seat of a person changed: what they see follows at once, on every tab. */
async function recheck(meetingId: string, personId: string): Promise<void> {
	for (const client of findClients(meetingId, personId)) {
		const access = await findMeetingAccess(getDb(), client.actor, meetingId);
		if (!access?.seat) {
			await quit(client, meetingId);
			publishHere(`user:${personId}`, 'meeting:removed', { meetingId });
			continue;
		}
		replaceSeat(meetingId, access.seat);
		const { kind } = access.seat;
		publishHere(`user:${personId}`, 'meeting:access', {
			meetingId,
			kind,
			canChair: access.canChair
		});
	}
}
