import { readIdentity, sourcesOf } from '#lib/model/media.ts';
import { listen } from '../platform/bus.ts';
import type { Db } from '../platform/db.ts';
import { getHost } from '../platform/host.ts';
import { isLimitedTo, type MediaParticipant, type MediaServer } from '../platform/livekit.ts';
import { log } from '../platform/log.ts';
import { findRoom, listEndedRooms, listSeated, type Seated } from './room.rows.ts';

const EVERY = 30_000;
/** After closing, people may go on talking this long (ms). */
const GOODBYE = 15 * 60_000;

/**
 * Makes the media rooms what our seats say: removes whoever has no seat or is banned
 * (tokens are not revoked by LiveKit), gives everybody else exactly the sources of their
 * seat, and closes rooms whose meeting is over. Safe to run at any time and any number of times.
 */
export async function reconcileRooms(
	db: Db,
	media: MediaServer,
	rooms?: readonly string[],
	now = new Date()
): Promise<void> {
	const names = [...(rooms ?? (await media.listRooms()))];
	const ended = await listEndedRooms(db, names, new Date(now.getTime() - GOODBYE));
	for (const room of ended) await media.closeRoom(room);
	const seated = await listSeated(db, names);
	for (const room of names.filter((name) => !ended.includes(name)))
		for (const participant of await media.listParticipants(room))
			await settle(media, room, participant, seated);
}

async function settle(
	media: MediaServer,
	room: string,
	participant: MediaParticipant,
	seated: Seated[]
): Promise<void> {
	const who = readIdentity(participant.identity);
	const seat = seated.find((row) => row.roomName === room && row.id === who?.seatId);
	if (!seat || seat.removedAt) {
		await media.remove(room, participant.identity);
		log.info({ seatId: who?.seatId }, 'removed from the media room');
		return;
	}
	const allowed = sourcesOf(seat.kind);
	if (who?.view === 'seat' && !isLimitedTo(participant, allowed))
		await media.limit(room, participant.identity, allowed);
}

/** Reconciles now and every 30 s, and at once when a seat changes; returns how to stop. */
export function startReconciler(db: Db, media: MediaServer): () => void {
	let running = false;
	const run = async (rooms?: readonly string[]): Promise<void> => {
		try {
			await reconcileRooms(db, media, rooms);
		} catch (fault) {
			log.warn({ err: fault }, 'media rooms not reconciled');
		}
	};
	const timer = setInterval(() => {
		if (running || getHost().closing) return;
		running = true;
		void run().finally(() => (running = false));
	}, EVERY);
	timer.unref();
	const unlisten = listen('seat.changed', async ({ meetingId }) => {
		const room = await findRoom(db, meetingId);
		if (room) await run([room.roomName]);
	});
	return () => {
		clearInterval(timer);
		unlisten();
	};
}
