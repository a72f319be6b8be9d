const KEPT = 8;

/** One question to the server's clock: own time (ms) before and after, the server's in between. */
interface Sample {
	sentAt: number;
	receivedAt: number;
	answeredAt: number;
	gotAt: number;
}

/**
 * How far the server's clock is ahead of this one, from four timestamps as in NTP (RFC 5905 §8):
 * of the last eight samples the one with the shortest way counts.
 */
export class ServerClock {
	#samples: Array<{ offset: number; way: number }> = [];
	readonly #own: () => number;

	constructor(own: () => number = Date.now) {
		this.#own = own;
	}

	/** Milliseconds since the epoch on the server's clock. */
	now(): number {
		const best = [...this.#samples].sort((a, b) => a.way - b.way)[0];
		return this.#own() + (best?.offset ?? 0);
	}

	add({ sentAt, receivedAt, answeredAt, gotAt }: Sample): void {
		const offset = (receivedAt - sentAt + (answeredAt - gotAt)) / 2;
		const way = gotAt - sentAt - (answeredAt - receivedAt);
		this.#samples = [...this.#samples, { offset, way }].slice(-KEPT);
	}

	/** Forgets all samples, e.g. after the machine slept. */
	reset(): void {
		this.#samples = [];
	}
}
