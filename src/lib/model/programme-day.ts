import { findDate, type FoundDate } from './programme-date.ts';
import { findHalf, readLeadingTime } from './programme-time.ts';
import { readDayNumber, readFormat } from './programme-words.ts';

interface Times {
	starts: string | null;
	ends: string | null;
}

/** A line with which a day begins: "Day 2 – Friday 28 August, morning: Governance". */
export interface DayLine extends Times {
	number: number | null;
	date: FoundDate | null;
	half: 'morning' | 'afternoon' | null;
	/** What else the line says. */
	title: string;
}

/** Null unless the line begins with a date, or with the number of a day, and says little else. */
export function readDayLine(text: string): DayLine | null {
	const number = readDayNumber(text);
	// The number of the day is no part of its date.
	const from = number?.to ?? 0;
	const date = moveDate(findDate(text.slice(from)), from);
	const begins = date !== null && date.from - from <= (number ? 6 : 4);
	if (!number && (!begins || date?.days.length !== 1)) return null;
	const own = begins ? date : null;
	const before = text.slice(from, own?.from).replace(/^(\W*)(?:le|den|el|op|on|the)\s+$/iu, '$1');
	let rest = own ? `${before} ${text.slice(own.to)}` : before;
	const half = findHalf(rest);
	if (half) rest = rest.slice(0, half.from) + rest.slice(half.to);
	const { starts, ends, ...times } = cutTimes(rest);
	const title = times.rest
		.replace(/\s+,(?:\s*,)*\s*/g, ', ')
		.replace(/^(?:[\s,:;()·•–—|.-]|le\s)+|[\s,:;()·•–—|-]+$/gu, '')
		.trim();
	if (title.length > 90 && !number) return null;
	return { number: number?.day ?? null, date: own, half: half?.half ?? null, starts, ends, title };
}

/** A line that names half a day and at most its hours: "Après-midi (14h–16h)". */
export function readHalfLine(
	text: string
): ({ half: 'morning' | 'afternoon'; title: string } & Times) | null {
	const half = findHalf(text);
	if (!half || half.from > 3) return null;
	const { rest, starts, ends } = cutTimes(text.slice(half.to));
	if (/\p{L}/u.test(rest)) return null;
	return { half: half.half, title: text.slice(0, half.to).trim(), starts, ends };
}

/** "Matinée – Constats": half a day and what its part is called; a break at noon is an item. */
export function readNamedHalf(text: string): ReturnType<typeof readHalfLine> {
	const half = findHalf(text);
	if (!half || half.from > 0 || text.length > 120 || readFormat(text) === 'break') return null;
	if (!/^\s*(?:[:：|]|[–—-]\s)\s*\S/.test(text.slice(half.to))) return null;
	return { half: half.half, title: text, starts: null, ends: null };
}

/** The hours within some words, and the words without them. */
export function cutTimes(words: string): Times & { rest: string } {
	const rest = spellHours(words);
	for (const match of rest.matchAll(/(?<![\p{L}\p{N}])\d{1,2}\s?(?:[:hu.]|[ap]\.?m)/giu)) {
		const time = readLeadingTime(rest.slice(match.index));
		const before = rest
			.slice(0, match.index)
			.replace(/(?<!\p{L})(?:kl\.?|de|van|from|à|at|om)\s*$/iu, '');
		if (time) return { ...time, rest: `${before} ${time.rest}` };
	}
	return { starts: null, ends: null, rest: words };
}

/** "kl. 14-16.30", "14-16 uur": whole hours, whose minutes are left out. */
const spellHours = (words: string): string =>
	words
		.replace(/(?<![\p{L}\p{N}])(kl\.?\s*)(\d{1,2})(?![\d:.hu])/giu, '$1$2:00')
		.replace(/(\d[:.]\d\d\s*[-–—]\s*)(\d{1,2})(?![\d:.hu])/giu, '$1$2:00')
		.replace(
			/(?<![\p{L}\p{N}:.])(\d{1,2})(\s*[-–—]\s*)(\d{1,2}(?:[:.]\d\d)?)(?=\s*(?:uur|h)(?!\p{L}))/giu,
			(_, from: string, sign: string, to: string) =>
				`${from}:00${sign}${/\D/.test(to) ? to : `${to}:00`}`
		);

const moveDate = (date: FoundDate | null, by: number): FoundDate | null =>
	date && { ...date, from: date.from + by, to: date.to + by };
