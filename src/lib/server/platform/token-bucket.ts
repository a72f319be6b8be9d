/** A bucket of `size` tokens that refills with `perSecond`; one token is one message. */
export class TokenBucket {
	#tokens: number;
	#filledAt: number;
	readonly #size: number;
	readonly #perSecond: number;
	readonly #now: () => number;

	constructor(size: number, perSecond: number, now: () => number = Date.now) {
		this.#size = size;
		this.#perSecond = perSecond;
		this.#now = now;
		this.#tokens = size;
		this.#filledAt = now();
	}

	/** Takes `count` tokens; false when there are not enough. */
	take(count = 1): boolean {
		const now = this.#now();
		this.#tokens = Math.min(
			this.#size,
			this.#tokens + ((now - this.#filledAt) / 1000) * this.#perSecond
		);
		this.#filledAt = now;
		if (this.#tokens < count) return false;
		this.#tokens -= count;
		return true;
	}
}
