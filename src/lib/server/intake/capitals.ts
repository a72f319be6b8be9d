import { sizeOf, slack, type Piece } from './pieces.ts';

/** A capital set for show is this much larger than the page's letters. */
const LARGER = 1.6;

/**
 * Puts each decorated capital in front of the word it begins: the highest line that stands beside it,
 * wherever that is drawn. Without one it stays a piece of its own.
 */
export function joinCapitals(pieces: readonly Piece[]): Piece[] {
	const size = sizeOf(pieces);
	const isCapital = ({ str, height }: Piece) =>
		/^\s*\p{Lu}\s*$/u.test(str) && height > size * LARGER;
	const capitals = pieces.filter(isCapital);
	if (!capitals.length) return [...pieces];
	const words = pieces.filter((piece) => !isCapital(piece));
	const alone: Piece[] = [];
	for (const capital of capitals) {
		const at = words.indexOf(findWord(words, capital, size)!);
		if (at < 0) alone.push(capital);
		else {
			const word = words[at]!;
			const str = capital.str.trim() + word.str;
			words[at] = { ...word, str, x: capital.x, isJoined: true };
		}
	}
	return [...words, ...alone].sort((a, b) => a.order - b.order);
}

function findWord(words: readonly Piece[], capital: Piece, size: number): Piece | undefined {
	return words
		.filter(({ x, y, height }) => {
			const isBeside = x >= capital.right - size / 2 && x - capital.right <= size * 2;
			const isWithin = y >= capital.y - slack(size) && y <= capital.y + capital.height;
			return isBeside && isWithin && height * 1.3 < capital.height;
		})
		.sort((a, b) => b.y - a.y || a.x - b.x)[0];
}
