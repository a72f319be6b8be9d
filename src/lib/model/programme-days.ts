import { findDate, type FoundDate } from './programme-date.ts';
import { readDayLine, readHalfLine, readNamedHalf } from './programme-day.ts';
import type { LinePlace } from './programme-draft.ts';
import type { Reading } from './programme-reading.ts';
import { isTownly, namesPlace, readBehindDate, readTown } from './programme-place.ts';
import type { LeadingTime } from './programme-time.ts';
import { namesRemote, readFact } from './programme-words.ts';

/** A line with which a day begins, or that names the dates of the whole meeting. */
export function readDay(reading: Reading, text: string): LinePlace | null {
	const line = readDayLine(text);
	// "Programme" may be the heading of the whole: nothing of the agenda has come yet.
	const isHead = reading.section === 'head' || (reading.section === 'agenda' && reading.day === 0);
	const isLoose =
		isHead && line?.number === null && line.title.length > 40 && !namesPlace(line.title);
	if (!line || isLoose) {
		const date = isHead && readFact(text)?.fact !== 'date' ? findDate(text) : null;
		if (reading.section === 'head') return date && readHeadDate(reading, text, date);
		const place = date && date.days.length > 1 ? readHeadDate(reading, text, date) : null;
		if (place) reading.section = 'head';
		return place;
	}
	const isPlain = isHead && line.date !== null && !line.half;
	const isPlace =
		isPlain &&
		line.number === null &&
		(namesPlace(line.title) || isTownly(text.slice(line.date!.to), line.title));
	const town = isPlace ? line.title : isPlain ? readTown(text.slice(line.date!.to)) : null;
	reading.begin();
	reading.openDay(line.date ? (reading.resolve(line.date)[0] ?? null) : null, line.number);
	const day = reading.draft.days[reading.day - 1];
	if (day) {
		day.starts ??= line.starts;
		day.ends ??= line.ends;
	}
	if (line.half) nameHalf(reading, line.half, null);
	const hasItems = reading.draft.items.some((item) => item.day === reading.day);
	if (namesRemote(line.title) && line.title.length < 30) reading.draft.mode ??= 'online';
	else if (town) reading.guessedPlace = town;
	else if (/[\p{L}\p{N}]/u.test(line.title)) reading.openPart(line.title);
	else if (line.half && hasItems) reading.openPart(text.slice(-60));
	return 'day';
}

/** "Rennes, le 4 mars": a town before the date. */
const TOWN_BEFORE =
	/^(\p{Lu}[\p{L}\p{M}’'-]+(?:[\s-][\p{L}\p{M}’'-]+){0,3}),\s*(?:le|den|el|d\.)?\s*$/u;

/** Dates in the head: of the whole meeting. The line stays a title when it says more. */
function readHeadDate(reading: Reading, text: string, date: FoundDate): LinePlace | null {
	const rest = `${text.slice(0, date.from)}${text.slice(date.to)}`.trim();
	reading.headDates = reading.resolve(date).filter((one) => one !== null);
	if (!reading.draft.title && rest.split(/\s+/).length > 3) return null;
	const town = TOWN_BEFORE.exec(text.slice(0, date.from).trim())?.[1];
	if (town && !/\p{L}/u.test(text.slice(date.to))) {
		reading.guessedPlace = town;
		return 'fact';
	}
	const behind = readBehindDate(text.slice(date.to));
	if (date.from < 4 && behind.place) {
		reading.guessedPlace = behind.place;
		return takeHeadHours(reading, behind) ? 'fact' : 'none';
	}
	// What is said beside the date is shown: it has no place of its own.
	const isMore = /\p{Lu}\p{Ll}{2}/u.test(rest) && !namesRemote(rest) && !readFact(text);
	if (rest.length > 40) return null;
	return takeHeadHours(reading, behind) && !isMore ? 'fact' : 'none';
}

/** Hours behind the dates of the meeting are those of its one day; false: of which of several was not said. */
export function takeHeadHours(
	reading: Reading,
	{ starts, ends }: Pick<LeadingTime, 'ends'> & { starts: string | null }
): boolean {
	if (starts === null) return true;
	if (reading.headDates.length !== 1) return false;
	reading.headHours = { starts, ends };
	return true;
}

/** A line that begins a half of the day. */
export function readHalf(reading: Reading, text: string): LinePlace | null {
	if (reading.section === 'head') return null;
	const line = readHalfLine(text) ?? (reading.leadsHours ? readNamedHalf(text) : null);
	if (!line) return null;
	reading.begin();
	reading.ensureDay();
	nameHalf(reading, line.half, line.title);
	const day = reading.draft.days[reading.day - 1];
	const hasItems = reading.draft.items.some((item) => item.day === reading.day);
	if (day && !hasItems) day.starts ??= line.starts;
	if (day && line.ends) day.ends = line.ends;
	return 'part';
}

/** The first half of a day is its half; with a second one the day is a whole one in two parts. */
function nameHalf(reading: Reading, half: 'morning' | 'afternoon', title: string | null): void {
	const { day, draft } = reading;
	const own = draft.days[day - 1];
	if (!own) return;
	const isFirst = own.half === null && !draft.items.some((item) => item.day === day);
	own.half = isFirst || own.half === half ? half : null;
	if (title) reading.openPart(title);
}
