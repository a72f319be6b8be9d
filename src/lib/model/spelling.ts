import { distance } from 'fastest-levenshtein';
import { foldName } from './fold.ts';
import { LOCALES } from './localised.ts';

/** Words shorter than this say something else with one other letter: now, not; 1 in 3. */
const SHORTEST_RESPELLED = 5;

/**
 * Whether two texts are the same words spelled otherwise: as many, in the same order, with the same
 * digits, each the same but for case, accents and punctuation or, where it is long, one slip of the
 * keyboard. Such a slip leaves the first letter, which turns nobody into somebody (Dutch niemand,
 * iemand; English unable, enable), and makes no month or weekday of another.
 */
export function isRespelled(before: string, after: string): boolean {
	const [old, now] = [listWords(before), listWords(after)];
	return old.length === now.length && old.every((word, n) => isSameWord(word, now[n]!));
}

/** A sign between blanks is a word where it counts or joins (%, &, /), else it is punctuation. */
function listWords(text: string): string[] {
	return text
		.normalize('NFC')
		.split(/\s+/)
		.filter((word) => /[\p{L}\p{N}\p{S}%‰&@#/]/u.test(word));
}

function isSameWord(before: string, after: string): boolean {
	if (before === after) return true;
	const isCounted = /[\p{N}\p{S}%‰&@#/]/u;
	if (isCounted.test(before) || isCounted.test(after)) return trim(before) === trim(after);
	const [old, now] = [foldWord(before), foldWord(after)];
	return old === now || isSlip(old, now);
}

/** What stands at the ends of a word and is none of it: a minus and a sign of money are. */
function trim(word: string): string {
	return word.replace(/^[.,;:!?…«»"'‘’“”()[\]]+|[.,;:!?…«»"'‘’“”()[\]]+$/gu, '').toLowerCase();
}

function foldWord(word: string): string {
	return foldName(word).replaceAll(' ', '');
}

function isSlip(old: string, now: string): boolean {
	if (Math.min(old.length, now.length) < SHORTEST_RESPELLED || old[0] !== now[0]) return false;
	if (CALENDAR.has(old) && CALENDAR.has(now)) return false;
	return distance(old, now) <= 1 || isSwapped(old, now);
}

/** Two neighbouring letters that changed places. */
function isSwapped(old: string, now: string): boolean {
	if (old.length !== now.length) return false;
	const at = [...old].findIndex((letter, n) => letter !== now[n]);
	return (
		old[at] === now[at + 1] && old[at + 1] === now[at] && old.slice(at + 2) === now.slice(at + 2)
	);
}

/** Months and weekdays in every language of the interface: junio and julio differ by one letter. */
const CALENDAR = new Set(
	LOCALES.flatMap((locale) => {
		const name = (part: 'month' | 'weekday', month: number, day: number) =>
			foldWord(
				new Intl.DateTimeFormat(locale, { [part]: 'long', timeZone: 'UTC' }).format(
					Date.UTC(2026, month, day)
				)
			);
		return [
			...Array.from({ length: 12 }, (_, month) => name('month', month, 1)),
			...Array.from({ length: 7 }, (_, day) => name('weekday', 0, day + 1))
		];
	})
);
