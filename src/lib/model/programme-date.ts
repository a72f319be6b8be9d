import { fold } from './fold.ts';

/** A date found in a line: where it stood, and its year when the line names one. */
export interface FoundDate {
	from: number;
	to: number;
	year: number | null;
	month: number;
	days: number[];
	/** 0 is Sunday; null where no weekday stood before it. */
	weekday: number | null;
}

// English, French, Dutch, Spanish, Danish; folded.
const MONTHS: string[][] = [
	['january', 'janvier', 'januari', 'enero', 'januar', 'jan', 'janv', 'ene'],
	['february', 'fevrier', 'februari', 'febrero', 'februar', 'feb', 'fevr', 'fev'],
	['march', 'mars', 'maart', 'marzo', 'marts', 'mar', 'mrt'],
	['april', 'avril', 'abril', 'apr', 'avr', 'abr'],
	['may', 'mai', 'mei', 'mayo', 'maj'],
	['june', 'juin', 'juni', 'junio', 'jun'],
	['july', 'juillet', 'juli', 'julio', 'jul', 'juil'],
	['august', 'aout', 'augustus', 'agosto', 'aug', 'ago'],
	['september', 'septembre', 'septiembre', 'sept', 'sep', 'setiembre'],
	['october', 'octobre', 'oktober', 'octubre', 'oct', 'okt'],
	['november', 'novembre', 'noviembre', 'nov'],
	['december', 'decembre', 'diciembre', 'dec', 'dic']
];
const WEEKDAYS: string[][] = [
	['sunday', 'dimanche', 'zondag', 'domingo', 'sondag', 'søndag'],
	['monday', 'lundi', 'maandag', 'lunes', 'mandag'],
	['tuesday', 'mardi', 'dinsdag', 'martes', 'tirsdag'],
	['wednesday', 'mercredi', 'woensdag', 'miercoles', 'onsdag'],
	['thursday', 'jeudi', 'donderdag', 'jueves', 'torsdag'],
	['friday', 'vendredi', 'vrijdag', 'viernes', 'fredag'],
	['saturday', 'samedi', 'zaterdag', 'sabado', 'lordag', 'lørdag']
];
const longestFirst = (words: string[]) => words.sort((a, b) => b.length - a.length).join('|');
const MONTH = longestFirst(MONTHS.flat());
const WEEKDAY = longestFirst(WEEKDAYS.flat());
const AND = '(?:et|and|en|y|og|au|to|tot|al|til|[-–—&/+])';
const BEFORE = `(?<![\\p{L}\\p{N}])(?:(${WEEKDAY})[.,]?\\s+(?:(?:le|the|de|den|d\\.)\\s+)?)?`;
const YEAR = '(?:,?\\s+(?:de\\s+|del\\s+)?(\\d{4}))?(?![\\p{L}\\p{N}])';

const DAY_FIRST = new RegExp(
	`${BEFORE}(\\d{1,2})(?:er|st|nd|rd|th|\\.|º|°)?(?:\\s*(${AND})\\s*(?:(?:${WEEKDAY})\\s+)?(\\d{1,2})(?:er|st|nd|rd|th|\\.)?)?\\s+(?:de\\s+|of\\s+)?(${MONTH})\\.?${YEAR}`,
	'u'
);
const MONTH_FIRST = new RegExp(
	`${BEFORE}(${MONTH})\\.?\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:\\s*(${AND})\\s*(\\d{1,2})(?:st|nd|rd|th)?)?${YEAR}`,
	'u'
);
const ISO = new RegExp(`${BEFORE}(\\d{4})-(\\d{2})-(\\d{2})(?!\\d)`, 'u');
const NUMBERS = new RegExp(
	`${BEFORE}(\\d{1,2})([/.-])(\\d{1,2})\\3(\\d{4}|\\d{2})(?![\\p{L}\\p{N}])`,
	'u'
);

const indexOf = (lists: string[][], word: string | undefined) =>
	word === undefined ? -1 : lists.findIndex((words) => words.includes(word));

type Told = Pick<FoundDate, 'year' | 'month' | 'days'>;
const yearOf = (digits: string | undefined) => (digits ? Number(digits) : null);

/** How a date may be written, and what each way tells; the first way wins. */
const WAYS: Array<[RegExp, (match: RegExpExecArray) => Told]> = [
	[
		DAY_FIRST,
		(match) => ({
			year: yearOf(match[6]),
			month: indexOf(MONTHS, match[5]) + 1,
			days: span(match[2], match[3], match[4])
		})
	],
	[
		MONTH_FIRST,
		(match) => ({
			year: yearOf(match[6]),
			month: indexOf(MONTHS, match[2]) + 1,
			days: span(match[3], match[4], match[5])
		})
	],
	[ISO, (match) => ({ year: Number(match[2]), month: Number(match[3]), days: [Number(match[4])] })],
	[
		NUMBERS,
		(match) => {
			const year = Number(match[5]);
			return {
				year: year < 100 ? 2000 + year : year,
				month: Number(match[4]),
				days: [Number(match[2])]
			};
		}
	]
];

function describe(match: RegExpExecArray, told: Told): FoundDate {
	const weekday = indexOf(WEEKDAYS, match[1]);
	const { index } = match;
	return {
		from: index,
		to: index + match[0].length,
		weekday: weekday < 0 ? null : weekday,
		...told
	};
}

/** The first date of a line, in any of the five languages, as ISO, or in numbers with the day first. */
export function findDate(line: string): FoundDate | null {
	const text = fold(line);
	for (const [pattern, read] of WAYS) {
		const match = pattern.exec(text);
		if (match) return describe(match, read(match));
	}
	return null;
}

/** Every date of a text, each written in one of these ways; not in the order of the text. */
export function findDates(text: string): FoundDate[] {
	let rest = fold(text);
	return WAYS.flatMap(([pattern, read]) => {
		const all = new RegExp(pattern.source, 'gu');
		const found = [...rest.matchAll(all)].map((match) => describe(match, read(match)));
		// What one way has read is no part of a date that is written another way.
		rest = rest.replace(all, (date) => '|'.repeat(date.length));
		return found;
	});
}

/** "27 and 28" names two days; "27–30" also those between. */
function span(first = '', sign = '', last = ''): number[] {
	const [from, to] = [Number(first), Number(last)];
	if (!last || to <= from) return [from];
	if (['et', 'and', 'en', 'y', 'og', '&', '+', '/'].includes(sign)) return [from, to];
	return Array.from({ length: Math.min(to - from + 1, 30) }, (_, n) => from + n);
}

/** YYYY-MM-DD, or null when the calendar has no such day. */
export function writeIsoDate(year: number, month: number, day: number): string | null {
	const two = (part: number) => String(part).padStart(2, '0');
	const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
	const date = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text) ? text : null;
}

/**
 * The year in which a date without one most likely is: the coming one, from two months back on; with
 * a weekday (0 is Sunday) the nearest year in which it fits.
 */
export function guessYear(
	month: number,
	day: number,
	today: string,
	weekday: number | null = null
): number {
	const year = Number(today.slice(0, 4));
	const date = writeIsoDate(year, month, day);
	const back = new Date(Date.parse(`${today}T00:00:00Z`) - 61 * 86_400_000);
	const coming = date && date < back.toISOString().slice(0, 10) ? year + 1 : year;
	if (weekday === null) return coming;
	const years = [0, -1, 1, -2, 2, -3, -4, -5, -6].map((by) => coming + by);
	const fits = (one: number) => {
		const own = writeIsoDate(one, month, day);
		return own !== null && weekdayOf(own) === weekday;
	};
	return years.find(fits) ?? coming;
}

export function weekdayOf(date: string): number {
	return new Date(`${date}T00:00:00Z`).getUTCDay();
}
