/** Who has the stage by voice, kept so that tiles do not jump. Times in ms on any one clock. */
export interface Speaking {
	current: string | null;
	/** When `current` was last heard. */
	heardAt: number;
	candidate: string | null;
	/** Since when `candidate` speaks without a break. */
	since: number;
}

export const SILENCE: Speaking = { current: null, heardAt: 0, candidate: null, since: 0 };

/** A newcomer must be heard this long before they take the stage from somebody who is silent. */
const PROOF = 700;
/** …and this long when the one on stage goes on speaking. */
const LONG_PROOF = 3000;

/**
 * The next state when `voices` (seat ids, loudest first) are heard at `now`. The first voice takes an
 * empty stage at once; a cough does not take it from anybody; nobody loses it by being silent.
 */
export function hear(state: Speaking, voices: readonly string[], now: number): Speaking {
	const { current } = state;
	const heardAt = current && voices.includes(current) ? now : state.heardAt;
	const loudest = voices.find((voice) => voice !== current) ?? null;
	if (!current)
		return loudest ? { current: loudest, heardAt: now, candidate: null, since: 0 } : state;
	if (!loudest) return { current, heardAt, candidate: null, since: 0 };
	const stays = state.candidate !== null && voices.includes(state.candidate);
	const candidate = stays ? state.candidate : loudest;
	const since = stays ? state.since : now;
	const proof = now - heardAt < PROOF ? LONG_PROOF : PROOF;
	return now - since >= proof
		? { current: candidate, heardAt: now, candidate: null, since: 0 }
		: { current, heardAt, candidate, since };
}

/** The state after a seat has left the room. */
export function forget(state: Speaking, seatId: string): Speaking {
	if (state.current === seatId) return SILENCE;
	return state.candidate === seatId ? { ...state, candidate: null, since: 0 } : state;
}
