import { distance } from 'fastest-levenshtein';
import type { Db } from '../platform/db.ts';
import { listTitleWords } from './search.rows.ts';

/** How long, in ms, a word of a new title may stay unknown to those who mistype it. */
const FRESH_FOR = 60_000;
const MOST_NEIGHBOURS = 3;

const known = new WeakMap<Db, { words: Promise<string[]>; readAt: number }>();

/**
 * The words of titles that a mistyped word may have meant, nearest first: one letter off for short
 * words, two for longer ones. What the words lead to is still read under the reader's rights.
 */
export async function findNeighbours(db: Db, word: string): Promise<string[]> {
	const most = word.length < 5 ? 1 : 2;
	return (await readWords(db))
		.filter((one) => Math.abs(one.length - word.length) <= most)
		.map((one) => ({ one, far: distance(one, word) }))
		.filter(({ far }) => far <= most)
		.sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
		.slice(0, MOST_NEIGHBOURS)
		.map(({ one }) => one);
}

function readWords(db: Db): Promise<string[]> {
	const kept = known.get(db);
	if (kept && Date.now() - kept.readAt < FRESH_FOR) return kept.words;
	const words = listTitleWords(db);
	words.catch(() => known.delete(db));
	known.set(db, { words, readAt: Date.now() });
	return words;
}
