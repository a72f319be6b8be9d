import * as Y from 'yjs';

interface Range {
	clock: number;
	len: number;
}
interface RawDeletes {
	clients: Map<number, Range[]>;
}

/** What updates take away, or a set of signs, by Yjs client and clock. */
export class Deletes {
	readonly #clients = new Map<number, Range[]>();

	/** What an update names as taken away. */
	static of(decoded: { ds: RawDeletes }): Deletes {
		const deletes = new Deletes();
		for (const [client, ranges] of decoded.ds.clients)
			deletes.#clients.set(
				client,
				[...ranges].sort((a, b) => a.clock - b.clock)
			);
		return deletes;
	}

	get isEmpty(): boolean {
		return this.#clients.size === 0;
	}

	has(client: number, clock: number): boolean {
		const ranges = this.#clients.get(client);
		if (!ranges) return false;
		let [low, high] = [0, ranges.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const { clock: from, len } = ranges[middle]!;
			if (clock < from) high = middle - 1;
			else if (clock >= from + len) low = middle + 1;
			else return true;
		}
		return false;
	}

	/** Leaves out what is in `others` as well. */
	cut(others: Deletes): void {
		for (const [client, ranges] of this.#clients) {
			const theirs = others.#clients.get(client) ?? [];
			const left = theirs.reduce((kept, { clock, len }) => {
				return kept.flatMap((range) => outside(range, clock, clock + len));
			}, ranges);
			this.#clients.set(client, left);
		}
	}

	*ranges(): Generator<[client: number, ranges: readonly Range[]]> {
		yield* this.#clients;
	}
}

/**
 * An update (format v1) without its word that these signs are taken away: `signs` names, for each
 * Yjs client, the clocks from and to (exclusive).
 */
export function withoutDeletes(
	update: Uint8Array,
	signs: Map<number, { from: number; to: number }>
): Uint8Array {
	const { clients } = (Y.decodeUpdate(update) as unknown as { ds: RawDeletes }).ds;
	if (![...signs.keys()].some((client) => clients.has(client))) return update;
	const end = update.length - encode(clients).length; // the last part of an update
	const left = new Map<number, Range[]>();
	for (const [client, ranges] of clients) {
		const { from, to } = signs.get(client) ?? { from: 0, to: 0 };
		const kept = ranges.flatMap((range) => outside(range, from, to));
		if (kept.length) left.set(client, kept);
	}
	const deletes = encode(left);
	const result = new Uint8Array(end + deletes.length);
	result.set(update.subarray(0, end));
	result.set(deletes, end);
	return result;
}

/** What of a range is not between two clocks. */
function outside(range: Range, from: number, to: number): Range[] {
	if (from >= to) return [range];
	const end = range.clock + range.len;
	return [
		{ clock: range.clock, len: Math.min(end, from) - range.clock },
		{ clock: Math.max(range.clock, to), len: end - Math.max(range.clock, to) }
	].filter(({ len }) => len > 0);
}

/** As Yjs writes it: the count of clients; of each its id, the count of ranges, clocks and lengths. */
function encode(clients: Map<number, Range[]>): number[] {
	const bytes: number[] = [];
	const write = (number: number) => {
		let rest = number;
		for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128);
		bytes.push(rest);
	};
	write(clients.size);
	for (const [client, ranges] of clients) {
		write(client);
		write(ranges.length);
		for (const { clock, len } of ranges) {
			write(clock);
			write(len);
		}
	}
	return bytes;
}
