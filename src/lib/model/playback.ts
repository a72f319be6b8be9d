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
}

/** Where the film is at `now` (server clock, ms), never before the start nor after `duration` (s). */
export function positionAt(playback: Playback, now: number, duration = Infinity): number {
	const elapsed = playback.playing ? Math.max(0, now - playback.effectiveAt) / 1000 : 0;
	return Math.min(duration, Math.max(0, playback.position + elapsed * playback.rate));
}
