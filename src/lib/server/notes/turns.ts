/** Lets one thing be done after the other. */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();

	/** Does this when everything asked for before is over, however it ended. */
	take<T>(act: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(act, act);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}
