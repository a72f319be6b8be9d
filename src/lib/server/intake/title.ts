import type { LaidLine } from './flow.ts';
import { quantile } from './pieces.ts';

/** Letters of a title are this much larger than the usual ones. */
const LARGER = 1.2;
/** A title is not longer, and no page number is one. */
const MOST_LINES = 4;

/** The usual height of a line's letters. */
export function usualHeight(lines: readonly LaidLine[]): number {
	const heights = lines.flatMap(({ text, height }) =>
		height && /\p{L}{2}/u.test(text) ? [height] : []
	);
	return quantile(0.5, heights);
}

/** Which lines of the first page are its title, set largest: `from` to `to`; null when none stands out. */
export function findTitle(lines: readonly LaidLine[]): { from: number; to: number } | null {
	const sized = lines.filter(({ text, height }) => height && /\p{L}{2}/u.test(text));
	const usual = usualHeight(lines);
	const largest = Math.max(0, ...sized.map(({ height }) => height!));
	if (sized.length < 3 || largest < usual * LARGER) return null;
	const isLarge = ({ height = 0, text }: LaidLine) =>
		height > largest * 0.97 && /\p{L}{2}/u.test(text);
	const from = lines.findIndex(isLarge);
	let to = from;
	let count = 1;
	for (let n = from + 1; n < lines.length; n += 1) {
		if (!lines[n]!.text.trim()) continue;
		if (!isLarge(lines[n]!)) break;
		to = n;
		count += 1;
	}
	return count <= MOST_LINES && from <= lines.length / 2 ? { from, to } : null;
}
