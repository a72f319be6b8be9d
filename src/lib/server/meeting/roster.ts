import type { Seat } from '#lib/model/meeting.ts';
import { hasPeers, topic } from '../platform/cluster.ts';
import { publishHere, type LiveClient } from '../platform/socket.ts';

/** Changes within this time (ms) are told together: a class that comes in is one message. */
const COALESCE_MS = 200;

interface Present {
	seat: Seat;
	clients: Set<LiveClient>;
}

/** Who is connected to which meeting, by seat: several tabs of a person are one seat. */
const meetings = new Map<string, Map<string, Present>>();
const told = new Set<string>();
/** Meetings of which the other processes have not been told the newest. */
const changed = new Set<string>();
/** The same of the other processes, as each last told: by process, then by meeting. */
const elsewhere = new Map<string, Map<string, Seat[]>>();

interface Told {
	meetingId: string;
	seats: Seat[];
}
/** Called with a seat that another process does not have any more. */
let onLost: (meetingId: string, seatId: string) => void = () => undefined;
const lists = topic<Told>('meeting.seats', ({ meetingId, seats }, process) => {
	const all = elsewhere.get(process) ?? new Map<string, Seat[]>();
	elsewhere.set(process, all);
	const before = all.get(meetingId) ?? [];
	if (seats.length) all.set(meetingId, seats);
	else all.delete(meetingId);
	tellSoon(meetingId, false);
	for (const { id } of before) if (!seats.some((seat) => seat.id === id)) onLost(meetingId, id);
});

/** Says what to do when another process has lost a seat's last connection. */
export function whenSeatLost(run: typeof onLost): void {
	onLost = run;
}

/** Tells the other processes who is here. */
export function tellRoster(): void {
	for (const meetingId of meetings.keys()) lists.tell({ meetingId, seats: listHere(meetingId) });
}

/** A process is gone: whoever was there is not, until they come to another. */
export function forgetPeer(process: string): void {
	const lost = elsewhere.get(process);
	elsewhere.delete(process);
	for (const meetingId of lost?.keys() ?? []) tellSoon(meetingId, false);
}

/** Adds a connection; true when it is the seat's first on any process. */
export function addClient(meetingId: string, seat: Seat, client: LiveClient): boolean {
	const seats = meetings.get(meetingId) ?? new Map<string, Present>();
	meetings.set(meetingId, seats);
	const present = seats.get(seat.id) ?? { seat, clients: new Set() };
	const isFirst = present.clients.size === 0 && !isElsewhere(meetingId, seat.id);
	present.clients.add(client);
	seats.set(seat.id, { ...present, seat });
	tellSoon(meetingId);
	return isFirst;
}

/** Takes a connection away; the seat's id when it was its last one on any process. */
export function removeClient(meetingId: string, client: LiveClient): string | null {
	const seats = meetings.get(meetingId);
	for (const [seatId, present] of seats ?? []) {
		if (!present.clients.delete(client) || present.clients.size > 0) continue;
		seats?.delete(seatId);
		if (seats?.size === 0) meetings.delete(meetingId);
		tellSoon(meetingId);
		return isElsewhere(meetingId, seatId) ? null : seatId;
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

/** Everybody present, on whichever process. */
export function listPresent(meetingId: string): Seat[] {
	const distant = [...elsewhere.values()].flatMap((all) => all.get(meetingId) ?? []);
	const all = [...distant, ...listHere(meetingId)].map((seat) => [seat.id, seat] as const);
	return [...new Map(all).values()];
}

export function listPresentSeatIds(): string[] {
	return [...meetings.values()].flatMap((seats) => [...seats.keys()]);
}

/** The meetings that somebody attends on this process. */
export function listMeetingIds(): string[] {
	return [...meetings.keys()];
}

/** Who attends a meeting on this process. */
export function listPeopleHere(meetingId: string): string[] {
	return listHere(meetingId).map(({ personId }) => personId);
}

function listHere(meetingId: string): Seat[] {
	return [...(meetings.get(meetingId)?.values() ?? [])].map((present) => present.seat);
}

function isElsewhere(meetingId: string, seatId: string): boolean {
	return [...elsewhere.values()].some((all) =>
		all.get(meetingId)?.some((seat) => seat.id === seatId)
	);
}

function tellSoon(meetingId: string, isOurs = true): void {
	if (isOurs && hasPeers()) changed.add(meetingId);
	if (told.has(meetingId)) return;
	told.add(meetingId);
	setTimeout(() => {
		told.delete(meetingId);
		if (changed.delete(meetingId)) lists.tell({ meetingId, seats: listHere(meetingId) });
		publishHere(`meeting:${meetingId}`, 'meeting:people', {
			meetingId,
			people: listPresent(meetingId)
		});
	}, COALESCE_MS).unref();
}
