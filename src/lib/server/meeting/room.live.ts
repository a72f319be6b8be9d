import { getDb } from '../platform/db.ts';
import { getMedia } from '../platform/livekit.ts';
import type { On } from '../platform/socket.ts';
import { startReconciler } from './reconcile.ts';
import { muteSeat, readmitSeat, removeSeat } from './room.ts';
import { issueToken } from './token.ts';

let stop: (() => void) | undefined;

/** The media room's socket events. */
export function registerRoom(on: On): void {
	on('room:token', ({ actor }, { meetingId, view }) =>
		issueToken(getDb(), actor, meetingId, view ?? 'seat', getMedia())
	);
	on('room:mute', async ({ actor }, { meetingId, seatId }) => {
		await muteSeat(getDb(), actor, meetingId, seatId, getMedia());
		return {};
	});
	on('room:remove', async ({ actor }, { meetingId, seatId }) => {
		await removeSeat(getDb(), actor, meetingId, seatId, getMedia());
		return {};
	});
	on('room:readmit', async ({ actor }, { meetingId, seatId }) => {
		await readmitSeat(getDb(), actor, meetingId, seatId);
		return {};
	});
}

/** Keeps the media rooms what the seats say, as long as this process lives. */
export function watchRooms(): void {
	stop?.();
	const media = getMedia();
	if (media) stop = startReconciler(getDb(), media);
}
