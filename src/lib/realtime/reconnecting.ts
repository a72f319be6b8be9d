import type { Socket } from 'socket.io-client';
import type { ServerEvents } from './events.ts';

const DELAY = 1000;
const LONGEST_DELAY = 4000;
const SPREAD = 0.5;
/** Somebody has to act before another attempt can succeed. */
const FINAL = new Set(['sign-in needed']);

/**
 * Comes back as the server asks: when it closes, at a random moment of the time it names; when it
 * could not check the session just now, a little later (Socket.IO itself takes that for final).
 */
export function comeBack(socket: Socket): void {
	const { io: manager } = socket;
	socket.on('server:closing', ({ comeBackInMs }: ServerEvents['server:closing']) => {
		manager.reconnectionDelayMax(Math.max(LONGEST_DELAY, comeBackInMs));
		manager.reconnectionDelay(1 + Math.random() * comeBackInMs);
		manager.randomizationFactor(0);
	});
	socket.on('connect', () => {
		manager.reconnectionDelay(DELAY);
		manager.reconnectionDelayMax(LONGEST_DELAY);
		manager.randomizationFactor(SPREAD);
	});
	socket.on('connect_error', ({ message }: Error) => {
		if (socket.active || FINAL.has(message)) return;
		const wait = DELAY + Math.random() * (LONGEST_DELAY - DELAY);
		setTimeout(() => socket.connect(), wait);
	});
}
