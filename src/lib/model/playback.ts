/**
 * A film played in step. Position in seconds at the instant `effectiveAt` (server clock, ms since
 * the epoch); when `playing`, the position grows with `rate` from then on.
 */
export interface Playback {
	filmId: string;
	position: number;
	rate: number;
	playing: boolean;
	effectiveAt: number;
	suggestedSubtitles: string | null;
	/** Length of the film in seconds, where known. */
	seconds?: number | null;
	/** The agenda item during which it was started. */
	itemId?: string | null;
}

/** Commands take effect this far ahead (ms), so that all players act together. */
export const LEAD_MS = 400;
export const RATE = { min: 0.5, max: 2 } as const;

/** Where the film is at `now` (server clock, ms), never before the start nor after `duration` (s). */
export function positionAt(
	playback: Playback,
	now: number,
	duration = playback.seconds ?? Infinity
): number {
	const elapsed = playback.playing ? Math.max(0, now - playback.effectiveAt) / 1000 : 0;
	return Math.min(duration, Math.max(0, playback.position + elapsed * playback.rate));
}

/**
 * The same film with `changes` taking effect `LEAD_MS` after `now` (server clock, ms). The position
 * is the one it will have reached then unless the changes name another; it stays within the film.
 */
export function changePlayback(
	playback: Playback,
	changes: Partial<Pick<Playback, 'position' | 'rate' | 'playing'>>,
	now: number
): Playback {
	const effectiveAt = now + LEAD_MS;
	const end = playback.seconds ?? Infinity;
	const position = changes.position ?? positionAt(playback, effectiveAt);
	return { ...playback, ...changes, position: Math.min(end, Math.max(0, position)), effectiveAt };
}

/**
 * Whether the film has come to its end at `now` (server clock, ms); `duration` (s) is what the
 * player knows, NaN while it knows nothing, and counts beside the length in the library.
 */
export function isOver(playback: Playback, now: number, duration: number): boolean {
	const lengths = [duration, playback.seconds ?? NaN].filter((length) => length > 0);
	return lengths.length > 0 && positionAt(playback, now, Infinity) >= Math.min(...lengths);
}
