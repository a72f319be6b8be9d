const KEPT = 8;
const MEASURED_EVERY_MS = 60_000;

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
}

/** Measures each minute and when the page is looked at again; returns how to stop. */
export function keepMeasuring(measure: () => unknown): () => void {
	const timer = setInterval(measure, MEASURED_EVERY_MS);
	if (typeof document === 'undefined') return () => clearInterval(timer);
	const onVisible = () => document.visibilityState === 'visible' && measure();
	document.addEventListener('visibilitychange', onVisible);
	return () => {
		clearInterval(timer);
		document.removeEventListener('visibilitychange', onVisible);
	};
}
