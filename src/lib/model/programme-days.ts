import { findDate, type FoundDate } from './programme-date.ts';
import { fold } from './fold.ts';
import { readDayLine, readHalfLine } from './programme-day.ts';
import type { LinePlace } from './programme-draft.ts';
import type { Reading } from './programme-reading.ts';
import { namesRemote, readFact } from './programme-words.ts';

/** A line with which a day begins, or that names the dates of the whole meeting. */
export function readDay(reading: Reading, text: string): LinePlace | null {
	const line = readDayLine(text);
	const isHead = reading.section === 'head';
	const isLoose =
		isHead && line?.number === null && line.title.length > 40 && !namesPlace(line.title);
	if (!line || isLoose) {
		const date = isHead ? findDate(text) : null;
		return date && readHeadDate(reading, text, date);
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

const TOWN =
	/^(?:\s*,\s*|\s+)(?:(?:à|at|in|te|en|i)\s+)?(\p{Lu}[\p{L}\p{M}’'.-]*(?:,?\s+[\p{L}\p{M}’'.-]+){0,4})$/u;

/** A town as it stands behind a date: "…, Rennes". What a part is called has a colon or hours. */
function readTown(behind: string): string | null {
	const town = TOWN.exec(behind)?.[1] ?? null;
	return town && /^\s*(?:,|\p{Ll})/u.test(behind) ? town : null;
}

/** "…, 10:00 h, sede de Elhuyar, Usurbil": behind a comma or a stroke, and with a comma itself. */
const isTownly = (behind: string, title: string) =>
	/^\s*[,|·]/.test(behind) && /\p{L},\s+\p{Lu}/u.test(title) && !/[:：]/.test(title);

/** "Rennes, le 4 mars": a town before the date. */
const TOWN_BEFORE =
	/^(\p{Lu}[\p{L}\p{M}’'-]+(?:[\s-][\p{L}\p{M}’'-]+){0,3}),\s*(?:le|den|el|d\.)?\s*$/u;

/** Words that a place has and the name of a part has not, or a postcode before its town. */
const PLACE =
	/(?<!\p{L})(?:salles?|amphi(?:theatre)?|hotel|palais|campus|mairie|lycee|college|rue|avenue|boulevard|rooms?|hall|building|street|road|library|zaal|gebouw|stadhuis|sala|palacio|edificio|calle|lokale|bygning|radhus|auditorium|universi\p{L}+)(?!\p{L})|\p{L}{3}(?:straat|weg|plein|gade|vej)(?!\p{L})|(?<!\d)\d{4,5}\s+\p{L}/u;
const namesPlace = (words: string) => words.length <= 120 && PLACE.test(fold(words));

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
	const behind = text.slice(date.to).replace(/^[\s,·•|–—-]+/u, '');
	if (date.from < 4 && namesPlace(behind)) {
		reading.guessedPlace = behind;
		return 'fact';
	}
	// What is said beside the date is shown: it has no place of its own.
	const isMore = /\p{Lu}\p{Ll}{2}/u.test(rest) && !namesRemote(rest) && !readFact(text);
	return rest.length > 40 ? null : isMore ? 'none' : 'fact';
}

/** A line that begins a half of the day. */
export function readHalf(reading: Reading, text: string): LinePlace | null {
	const line = reading.section === 'head' ? null : readHalfLine(text);
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
