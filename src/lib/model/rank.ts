const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
const HEAD = 4;
const STEP = BASE;
/** A longer rank makes `placeRank` spread all of them anew. */
export const LONGEST_RANK = 32;

/**
 * `count` ranks in order with room between them. Ranks are compared by character code
 * (`COLLATE "C"` in the database); they are base 62 fractions whose last digit is never 0.
 */
export function spreadRanks(count: number): string[] {
	const step = Math.max(1, Math.floor(BASE ** HEAD / (count + 1)));
	return Array.from({ length: count }, (_, index) => writeHead((index + 1) * step));
}

/**
 * A rank for a new entry at `index` of the ordered `ranks` (its neighbours are `index - 1` and
 * `index`). Where no short rank is left between them, `all` holds new ranks for the whole list,
 * the new entry included.
 */
export function placeRank(
	ranks: readonly string[],
	index: number
): { rank: string; all?: string[] } {
	const before = ranks[index - 1] ?? null;
	const after = ranks[index] ?? null;
	const rank = rankBetween(before, after);
	const fits =
		rank.length <= LONGEST_RANK &&
		(before === null || before < rank) &&
		(after === null || rank < after);
	if (fits) return { rank };
	const all = spreadRanks(ranks.length + 1);
	return { rank: all[index] ?? '', all };
}

function rankBetween(before: string | null, after: string | null): string {
	if (after === null) {
		const head = readHead(before ?? '') + STEP;
		if (before === null || head < BASE ** HEAD) return writeHead(head);
	}
	if (before === null && after !== null && readHead(after) > STEP)
		return writeHead(readHead(after) - STEP);
	return middle(before ?? '', after);
}

/** Midpoint of two fractions written as digits; `after` null means one. */
function middle(before: string, after: string | null): string {
	let rank = '';
	let upper = after;
	for (let place = 0; place <= LONGEST_RANK; place += 1) {
		const low = digit(before, place);
		const high = upper === null ? BASE : digit(upper, place);
		const between = Math.floor((low + high) / 2);
		if (between > low) return rank + DIGITS[between];
		rank += DIGITS[low];
		if (low < high) upper = null;
	}
	return rank;
}

function digit(rank: string, place: number): number {
	return Math.max(0, DIGITS.indexOf(rank.charAt(place) || '0'));
}

function readHead(rank: string): number {
	let value = 0;
	for (let place = 0; place < HEAD; place += 1) value = value * BASE + digit(rank, place);
	return value;
}

function writeHead(value: number): string {
	let rank = '';
	for (let rest = value, place = 0; place < HEAD; place += 1) {
		rank = DIGITS.charAt(rest % BASE) + rank;
		rest = Math.floor(rest / BASE);
	}
	return rank.replace(/0+$/, '');
}
