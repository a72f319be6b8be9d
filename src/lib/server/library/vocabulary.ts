import { distance } from 'fastest-levenshtein';
import type { Db } from '../platform/db.ts';
import { clearWords, listWords } from './vocabulary.rows.ts';

/** How long, in ms, a new word may stay unknown to those who mistype it. */
const FRESH_FOR = 60_000;
const MOST_NEIGHBOURS = 5;

const known = new WeakMap<Db, { words: Promise<string[]>; readAt: number }>();

/** What is known of a word in small letters without accents. */
export interface Meaning {
	/** Whether it stands anywhere in what can be found, be it as part of a word. */
	isKnown: boolean;
	/** The words it may have been meant for, nearest first: one letter off for short words, two for longer ones. */
	neighbours: string[];
}

/** Looks a word up among all that can be found; what it leads to is read under the reader's rights. */
export async function lookUp(db: Db, word: string): Promise<Meaning> {
	const words = await readWords(db);
	return {
		isKnown: words.some((one) => one.includes(word)),
		neighbours: findNeighbours(words, word)
	};
}

/** Forgets the words that no entry holds any more. */
export async function clearVocabulary(db: Db): Promise<void> {
	await clearWords(db);
}

function findNeighbours(words: string[], word: string): string[] {
	const most = word.length < 5 ? 1 : 2;
	return words
		.filter((one) => one !== word && Math.abs(one.length - word.length) <= most)
		.map((one) => ({ one, far: distance(one, word) }))
		.filter(({ far }) => far <= most)
		.map(({ one, far }) => ({ one, far: hasSameLetters(one, word) ? far - 1 : far }))
		.sort((a, b) => a.far - b.far || (a.one < b.one ? -1 : 1))
		.slice(0, MOST_NEIGHBOURS)
		.map(({ one }) => one);
}

/** Two letters that changed places are one slip, not two. */
const hasSameLetters = (a: string, b: string) => [...a].sort().join('') === [...b].sort().join('');

function readWords(db: Db): Promise<string[]> {
	const kept = known.get(db);
	if (kept && Date.now() - kept.readAt < FRESH_FOR) return kept.words;
	const words = listWords(db);
	words.catch(() => known.delete(db));
	known.set(db, { words, readAt: Date.now() });
	return words;
}
