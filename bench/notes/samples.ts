import { percentile } from '../support/record.ts';

/** Milliseconds, rounded to hundredths; without samples all but `n` are null. */
export interface Summary {
	n: number;
	p50: number | null;
	p95: number | null;
	p99: number | null;
	max: number | null;
}

export function summarise(samples: number[]): Summary {
	const at = (p: number) => (samples.length ? round(percentile(samples, p)) : null);
	return { n: samples.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function round(value: number, digits = 2): number {
	return Math.round(value * 10 ** digits) / 10 ** digits;
}

/** Median of repetitions and how far they lie apart. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

export function spread(values: Array<number | null>): Spread | null {
	const known = values.filter((value) => value !== null && !Number.isNaN(value)) as number[];
	if (!known.length) return null;
	const [min, median, max] = [0, 0.5, 1].map((p) => round(percentile(known, p), 3));
	return { median: median!, min: min!, max: max! };
}
