import { findDate, type FoundDate } from './programme-date.ts';
import { findHalf, readLeadingTime } from './programme-time.ts';
import { readDayNumber } from './programme-words.ts';

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
	let rest = own ? `${text.slice(from, own.from)} ${text.slice(own.to)}` : text.slice(from);
	const half = findHalf(rest);
	if (half) rest = rest.slice(0, half.from) + rest.slice(half.to);
	const { starts, ends, ...times } = cutTimes(rest);
	const title = times.rest.replace(/^(?:[\s,:;()·•–—|.-]|le\s)+|[\s,:;()·•–—|-]+$/gu, '').trim();
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

function cutTimes(rest: string): Times & { rest: string } {
	for (const match of rest.matchAll(/(?<![\p{L}\p{N}])\d{1,2}\s?(?:[:hu.]|[ap]\.?m)/giu)) {
		const time = readLeadingTime(rest.slice(match.index));
		const before = rest
			.slice(0, match.index)
			.replace(/(?<!\p{L})(?:kl\.?|de|van|from|à|at|om)\s*$/iu, '');
		if (time) return { ...time, rest: `${before} ${time.rest}` };
	}
	return { starts: null, ends: null, rest };
}

const moveDate = (date: FoundDate | null, by: number): FoundDate | null =>
	date && { ...date, from: date.from + by, to: date.to + by };
