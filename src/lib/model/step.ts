import { positionAt, type Playback } from './playback.ts';

/** What a browser sees of its own player. Positions in seconds, instants in server ms. */
export interface Player {
	position: number;
	paused: boolean;
	duration: number;
	/** No jump before this instant: the last one has not settled. */
	restUntil: number;
}

export type Move =
	/** Stand still at `position`. */
	| { kind: 'hold'; position: number }
	/** Go to `position`, stand ready, and play from the instant `at` on. */
	| { kind: 'start'; position: number; at: number; rate: number }
	/** Go on playing with `rate`. */
	| { kind: 'play'; rate: number };

/** Below this many seconds nothing is mended; up to FAR the rate is, beyond it the position. */
export const NEAR = 0.08;
export const FAR = 1.5;
const NUDGE = 0.05;
/** How far ahead a jump into a running film aims, so that the picture is decoded when it is due. */
export const LEAD = 600;

/** How far the player is behind (positive) or ahead (negative) of the film in step, in seconds. */
export function driftOf(playback: Playback, player: Player, now: number): number {
	return positionAt(playback, now, player.duration) - player.position;
}

/**
 * What a browser does to be in step with `playback` at `now`. The authority is the server's clock,
 * so a player that buffers is its own problem and stops nobody else. `fresh`: the command has just
 * changed, so everybody takes the exact place at once instead of drifting towards it.
 */
export function followStep(playback: Playback, player: Player, now: number, fresh = false): Move {
	const { rate } = playback;
	const due = positionAt(playback, now, player.duration);
	if (!playback.playing || due >= player.duration) return { kind: 'hold', position: due };
	if (now < playback.effectiveAt)
		return { kind: 'start', position: playback.position, at: playback.effectiveAt, rate };
	const drift = due - player.position;
	const far = Math.abs(drift) > FAR || (fresh && Math.abs(drift) > NEAR);
	if (player.paused || (far && now >= player.restUntil)) {
		const at = now + LEAD;
		return { kind: 'start', position: positionAt(playback, at, player.duration), at, rate };
	}
	if (Math.abs(drift) < NEAR) return { kind: 'play', rate };
	const nudge = Math.min(NUDGE, Math.max(-NUDGE, drift));
	return { kind: 'play', rate: rate * (1 + nudge) };
}

/** Positions this close (s) are the same moment of the film. */
const SAME = 0.3;

/**
 * True when `next` carries on where `previous` will be by then (a pause, another speed): the picture
 * may run on until `next` takes effect instead of freezing for it.
 */
export function runsInto(previous: Playback, next: Playback): boolean {
	if (!previous.playing || previous.filmId !== next.filmId) return false;
	return Math.abs(positionAt(previous, next.effectiveAt) - next.position) < SAME;
}

/** True when two commands mean the same, whatever object they came in. */
export function isSamePlayback(a: Playback | null, b: Playback | null): boolean {
	if (!a || !b) return a === b;
	return (
		a.filmId === b.filmId &&
		a.position === b.position &&
		a.rate === b.rate &&
		a.playing === b.playing &&
		a.effectiveAt === b.effectiveAt
	);
}
