import { fold } from './fold.ts';
import type { DoubtCode } from './programme-draft.ts';
import { cutSpeakers } from './programme-words.ts';

/** Beginnings that words of our languages have; longer runs of consonants begin none. */
const RUNS = /^(?:schr|schw|sch|str|scr|spr|spl|chr|chl|thr|phr|phl|shr|sph|skr|skj|stj|psy|wr)/;
/** Two consonants that begin no word. */
const STRANGE =
	/^(?:nt|nd|ns|nv|nf|nc|mp|rt|rd|rg|rn|rs|rc|lt|ld|lg|lp|lm|xc|xp|cq|ct(?!h)|bs|rr|ll(?!u|a|e|o|i)|nn|ss|tt|ff|mm)/;

/**
 * The first word of a line when it looks as if its first letter was lost, as decorated capitals are
 * in the text of a PDF: a small letter where a sentence begins, an apostrophe with nothing before
 * it, or a beginning that no word has. Null when nothing is odd.
 */
export function findLostLetter(line: string): string | null {
	const word = /^[\p{L}'’][\p{L}\p{M}'’-]*/u.exec(line)?.[0];
	if (!word) return null;
	if (/^['’]\p{L}/u.test(word)) return word;
	if (/^\p{Ll}/u.test(word) && !/^\p{Ll}+\p{Lu}/u.test(word)) return word;
	const capitals = word.match(/\p{Lu}/gu)?.length ?? 0;
	const isAcronym =
		capitals >= 2 && (word.length <= 5 || capitals < word.length) && word.length <= 8;
	const folded = fold(word);
	if (isAcronym || word.length < 4) return null;
	if (STRANGE.test(folded)) return word;
	return /^[bcdfghjklmnpqrstvwxz]{3}/.test(folded) && !RUNS.test(folded) ? word : null;
}

/** Short words that begin a line in small letters without having lost anything. */
const SMALL = new Set(
	'a à y o i de le la un en et du au of to in on by is it an om og i af på til el al lo te op kl'.split(
		' '
	)
);
/** What is odd about the words of a line; `isMarked`: a bullet or an hour began it. */
export function listOddities(words: string, isMarked: boolean): DoubtCode[] {
	const odd = findLostLetter(words);
	const isSmall = odd !== null && /^\p{Ll}/u.test(odd);
	const isUsual =
		odd !== null &&
		(SMALL.has(odd.toLowerCase()) || (isMarked && odd.length > 2 && !isStrange(odd)));
	const codes: Array<DoubtCode | false> = [
		odd !== null && !(isSmall && isUsual) && 'lost_letter',
		/(?:…|\.\.\.)$/.test(words) && 'breaks_off',
		/^[=@+](?=\S)/.test(words) && 'formula'
	];
	return codes.filter((code) => code !== false);
}

/** Whether a word in small letters looks like the rest of another one. */
export function isStrange(word: string): boolean {
	if (word.length <= 2) return !SMALL.has(word.toLowerCase());
	const capital = word.charAt(0).toUpperCase() + word.slice(1);
	return word.length >= 4 && findLostLetter(capital) !== null;
}

/** "Page 2 / 5", "- 3 -", "2/5": no words of the programme. */
export function isPageNumber(line: string): boolean {
	return /^(?:(?:page|p\.?|pagina|pag\.?|side)\s*\d{1,3}(?:\s*(?:\/|of|sur|van|de|af|\|)\s*\d{1,3})?|[-–—]\s*\d{1,3}\s*[-–—]|\d{1,3}\s*\/\s*\d{1,3})$/.test(
		fold(line.trim())
	);
}

/** Two lines of a running head differ in the number of the page at most. */
export function headKey(line: string): string {
	return fold(line).replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();
}

const PAGE = /(?:page|pagina|side|p\.)\s*\d{1,3}(?:\s*(?:\/|of|sur|van|de|af)\s*\d{1,3})?$/;

/**
 * Indices of lines that are running heads and feet beyond doubt: page numbers, and long lines that
 * come again and end with the number of a page. Any other line may belong to what stands above it,
 * however often it comes. Where the pages are known (`isPaged`) those were looked at there.
 */
export function findRepeats(
	lines: ReadonlyArray<{ text: string; isPaged?: boolean }>
): Set<number> {
	const repeats = new Set<number>();
	const seen = new Map<string, number>();
	for (const [index, { text, isPaged }] of lines.entries()) {
		const words = text.trim();
		if (isPageNumber(words)) repeats.add(index);
		if (isPaged || !isLong(words) || !PAGE.test(fold(words)) || cutSpeakers(words) !== null)
			continue;
		const key = headKey(words);
		const first = seen.get(key);
		if (first === undefined) seen.set(key, index);
		else repeats.add(index).add(first);
	}
	return repeats;
}

function isLong(words: string): boolean {
	return words.length >= 25 && words.split(/\s+/).length >= 4 && !/^[\d•*–—-]/.test(words);
}
