/** So many acts a second, and as many at once after a quiet one. */
export class Allowance {
	readonly #perSecond: number;
	#left: number;
	#at = 0;

	constructor(perSecond: number) {
		this.#perSecond = perSecond;
		this.#left = perSecond;
	}

	/** Whether one more may be done now; then it counts as done. */
	take(now = Date.now()): boolean {
		const refilled = this.#left + ((now - this.#at) / 1000) * this.#perSecond;
		this.#left = Math.min(this.#perSecond, refilled);
		this.#at = now;
		if (this.#left < 1) return false;
		this.#left--;
		return true;
	}
}
