import { applyEvent } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { LoggedEvent } from './events.ts';

/** A meeting as the server confirmed it. Events come twice, late and out of order; each counts once, in its turn. */
export class EventLog {
	state: MeetingState;
	/** Those that came before their turn. */
	readonly #ahead = new Map<number, LoggedEvent>();

	constructor(state: MeetingState) {
		this.state = state;
	}

	/** Whether something is missing before what came. */
	get hasGap(): boolean {
		return this.#ahead.size > 0;
	}

	/** Takes in what a join answered: a state, or events since the last one known. */
	catchUp(state: MeetingState | undefined, events: readonly LoggedEvent[] = []): void {
		if (state && state.seq >= this.state.seq) this.state = state;
		for (const event of events) this.#ahead.set(event.seq, event);
	}

	/** False when it was known already. */
	add(event: LoggedEvent): boolean {
		if (event.seq <= this.state.seq) return false;
		this.#ahead.set(event.seq, event);
		return true;
	}

	/** Applies the events whose turn it is, and returns them. */
	advance(): LoggedEvent[] {
		for (const seq of this.#ahead.keys()) if (seq <= this.state.seq) this.#ahead.delete(seq);
		const applied: LoggedEvent[] = [];
		for (let next; (next = this.#ahead.get(this.state.seq + 1)); applied.push(next)) {
			this.state = applyEvent(this.state, next);
			this.#ahead.delete(next.seq);
		}
		return applied;
	}
}
