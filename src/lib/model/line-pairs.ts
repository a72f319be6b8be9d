/** From this share of common words on, one line is a version of the other. */
const ALIKE = 0.2;
/** Above this many pairs to compare, lines are taken as they stand opposite each other. */
const MOST_PAIRS = 40_000;

type Pair = [old: string | undefined, new_: string | undefined];

/**
 * Which of the lines that went became which of those that came, in order: so that a paragraph that
 * was put in before another does not make both look rewritten. What has no partner stands alone.
 */
export function pairLines(before: string[], after: string[]): Pair[] {
	if (before.length * after.length > MOST_PAIRS)
		return Array.from({ length: Math.max(before.length, after.length) }, (_, n): Pair => [
			before[n],
			after[n]
		]);
	if (before.length === 1 && after.length === 1) return [[before[0], after[0]]];
	const [old, new_] = [before.map(countWords), after.map(countWords)];
	// best[i][j]: how much the lines from i and j on can have in common.
	const best = Array.from({ length: before.length + 1 }, () =>
		new Array<number>(after.length + 1).fill(0)
	);
	const gain = (i: number, j: number) => {
		const alike = compare(old[i]!, new_[j]!);
		return alike >= ALIKE ? alike : -1;
	};
	for (let i = before.length - 1; i >= 0; i--)
		for (let j = after.length - 1; j >= 0; j--)
			best[i]![j] = Math.max(best[i + 1]![j]!, best[i]![j + 1]!, best[i + 1]![j + 1]! + gain(i, j));
	const pairs: Pair[] = [];
	for (let i = 0, j = 0; i < before.length || j < after.length;) {
		const rest = best[i]?.[j] ?? 0;
		if (
			i < before.length &&
			j < after.length &&
			gain(i, j) >= 0 &&
			rest === best[i + 1]![j + 1]! + gain(i, j)
		)
			pairs.push([before[i++], after[j++]]);
		else if (i < before.length && rest === best[i + 1]![j]) pairs.push([before[i++], undefined]);
		else pairs.push([undefined, after[j++]]);
	}
	return pairs;
}

type Words = Map<string, number>;

function countWords(line: string): Words {
	const words: Words = new Map();
	for (const [word] of line.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu))
		words.set(word, (words.get(word) ?? 0) + word.length);
	return words;
}

/** The share of letters in common words, 0 to 1. */
function compare(one: Words, other: Words): number {
	let common = 0;
	for (const [word, letters] of one) common += Math.min(letters, other.get(word) ?? 0);
	const all = sum(one) + sum(other);
	return all ? (2 * common) / all : 0;
}

const sum = (words: Words) => [...words.values()].reduce((total, letters) => total + letters, 0);
