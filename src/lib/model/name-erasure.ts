import { escapeHtml } from './escape.ts';
import { foldInPlace, foldLetters, matchFolded } from './name-pattern.ts';

/** A place in a text, in its UTF-16 units. */
interface Place {
	from: number;
	to: number;
}

/**
 * Replaces a name as a whole word in every text of a JSON value, whatever its depth; keys stay.
 * Accents, capitals and how many spaces stand between its words do not count, and markup inside the
 * name does not hide it: tags stay, around nothing.
 * @returns the value itself when the name does not occur
 */
export function replaceName<T>(value: T, name: string, replacement: string): T {
	return replaceIn(value, matchFolded(name), replacement) as T;
}

/** Whether the name occurs anywhere in a JSON value. */
export function holdsName(value: unknown, name: string): boolean {
	return replaceName(value, name, '\0') !== value;
}

/** Where a name stands in a text. */
export function findName(text: string, name: string): Place[] {
	return findPlaces(text, matchFolded(name));
}

function findPlaces(text: string, pattern: RegExp): Place[] {
	// Most texts hold no name: only what may hold one is read letter by letter.
	if (!/[<&*]/.test(text) && foldLetters(text).search(pattern) < 0) return [];
	const { letters, from, to } = foldInPlace(text);
	return [...letters.matchAll(pattern)].map(({ index, 0: found }) => ({
		from: from[index]!,
		to: to[index + found.length - 1]!
	}));
}

function replaceIn(value: unknown, pattern: RegExp, replacement: string): unknown {
	if (typeof value === 'string') return replaceText(value, pattern, replacement);
	if (Array.isArray(value)) {
		const items = value.map((one: unknown) => replaceIn(one, pattern, replacement));
		return items.every((one, at) => one === value[at]) ? value : items;
	}
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).map(
		([key, one]) => [key, one, replaceIn(one, pattern, replacement)] as const
	);
	if (entries.every(([, before, after]) => before === after)) return value;
	return Object.fromEntries(entries.map(([key, , after]) => [key, after]));
}

const TAG = /<\/?[a-z][^<>]*>/gi;

function replaceText(text: string, pattern: RegExp, replacement: string): string {
	const places = findPlaces(text, pattern);
	if (!places.length) return text;
	const written = text.search(TAG) >= 0 ? escapeHtml(replacement) : replacement;
	let [said, at] = ['', 0];
	for (const { from, to } of places) {
		const inside = text.slice(from, to);
		said += text.slice(at, from);
		// Bold that begins inside the name begins before its role, and what ends there ends behind it.
		const bold = isOdd(inside) ? '**' : '';
		const tags = (inside.match(TAG) ?? []).join('');
		said += isOdd(text.slice(0, from)) ? written + tags + bold : bold + written + tags;
		at = to;
	}
	return said + text.slice(at);
}

/** Whether the signs for bold in a text leave it open, or close it. */
function isOdd(text: string): boolean {
	return text.split('**').length % 2 === 0;
}
