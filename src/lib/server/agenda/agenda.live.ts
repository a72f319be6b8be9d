import { joinRoom } from '../meeting/meeting.live.ts';
import { listPresent } from '../meeting/roster.ts';
import { getDb } from '../platform/db.ts';
import type { On } from '../platform/socket.ts';
import { runCommand } from './commands.ts';
import { readMissed } from './state.ts';

export function registerAgenda(on: On): void {
	on('meeting:join', async (client, { meetingId, lastSeq }) => {
		const db = getDb();
		// Into the room first: what happens while we read is then seen twice, never missed.
		const { seat, canChair } = await joinRoom(db, client, meetingId);
		const missed = await readMissed(db, client.actor, meetingId, lastSeq);
		const me = { seatId: seat.id, kind: seat.kind, canChair };
		return { ...missed, people: listPresent(meetingId), me, serverTime: Date.now() };
	});
	on('meeting:cmd', (client, input) => runCommand(getDb(), client.actor, input));
}
