/** After these answers coming back by itself is pointless: a person has to decide. */
const FINAL = new Set(['not_found', 'meeting_over', 'elsewhere']);

export function isFinal(reason: string): boolean {
	return FINAL.has(reason);
}

/**
 * How long to wait before the next attempt, in ms: doubling from half a second, at most 15 s where
 * the server is away and a minute where none is set up; a random share keeps a school apart.
 */
export function delayBefore(attempt: number, reason: string, random = Math.random()): number {
	const longest = reason === 'media_off' ? 60_000 : 15_000;
	return Math.min(longest, 500 * 2 ** Math.min(attempt, 10)) * (0.75 + random / 2);
}
