import type { Seat } from '#lib/model/meeting.ts';
import { publish, type LiveClient } from '../platform/socket.ts';

/** Changes within this time (ms) are told together: a class that comes in is one message. */
const COALESCE_MS = 200;

interface Present {
	seat: Seat;
	clients: Set<LiveClient>;
}

/** Who is connected to which meeting, by seat: several tabs of a person are one seat. */
const meetings = new Map<string, Map<string, Present>>();
const told = new Set<string>();

/** Adds a connection; true when it is the seat's first. */
export function addClient(meetingId: string, seat: Seat, client: LiveClient): boolean {
	const seats = meetings.get(meetingId) ?? new Map<string, Present>();
	meetings.set(meetingId, seats);
	const present = seats.get(seat.id) ?? { seat, clients: new Set() };
	const isFirst = present.clients.size === 0;
	present.clients.add(client);
	seats.set(seat.id, { ...present, seat });
	tellSoon(meetingId);
	return isFirst;
}

/** Takes a connection away; the seat's id when it was its last one. */
export function removeClient(meetingId: string, client: LiveClient): string | null {
	const seats = meetings.get(meetingId);
	for (const [seatId, present] of seats ?? []) {
		if (!present.clients.delete(client) || present.clients.size > 0) continue;
		seats?.delete(seatId);
		if (seats?.size === 0) meetings.delete(meetingId);
		tellSoon(meetingId);
		return seatId;
	}
	return null;
}

export function findMeetingsOf(client: LiveClient): string[] {
	return [...meetings].flatMap(([meetingId, seats]) =>
		[...seats.values()].some((present) => present.clients.has(client)) ? [meetingId] : []
	);
}

export function findClients(meetingId: string, personId: string): LiveClient[] {
	return [...(meetings.get(meetingId)?.values() ?? [])]
		.filter((present) => present.seat.personId === personId)
		.flatMap((present) => [...present.clients]);
}

/** Shows a seat that changed (kind, heads, name) to everybody. */
export function replaceSeat(meetingId: string, seat: Seat): void {
	const present = meetings.get(meetingId)?.get(seat.id);
	if (!present) return;
	present.seat = seat;
	tellSoon(meetingId);
}

export function listPresent(meetingId: string): Seat[] {
	return [...(meetings.get(meetingId)?.values() ?? [])].map((present) => present.seat);
}

export function listPresentSeatIds(): string[] {
	return [...meetings.values()].flatMap((seats) => [...seats.keys()]);
}

function tellSoon(meetingId: string): void {
	if (told.has(meetingId)) return;
	told.add(meetingId);
	setTimeout(() => {
		told.delete(meetingId);
		publish(`meeting:${meetingId}`, 'meeting:people', {
			meetingId,
			people: listPresent(meetingId)
		});
	}, COALESCE_MS).unref();
}
