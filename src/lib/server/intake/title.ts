import type { LaidLine } from './flow.ts';

/** Letters of a title are this much larger than the usual ones. */
const LARGER = 1.2;
/** A title is not longer, and no page number is one. */
const MOST_LINES = 4;

/** Which lines of the first page are its title, set largest of all and larger than `usual`: `from` to `to`; null when none stands out. */
export function findTitle(
	lines: readonly LaidLine[],
	usual: number
): { from: number; to: number } | null {
	const sized = lines.filter(({ text, height }) => height && /\p{L}{2}/u.test(text));
	const largest = Math.max(0, ...sized.map(({ height }) => height!));
	if (sized.length < 2 || largest < usual * LARGER) return null;
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
