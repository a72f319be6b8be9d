import { dateFormat, displayNames, listFormat } from './formatter.ts';
import type { DatePrecision } from './organisation.ts';

const SHAPES: Record<Exclude<DatePrecision, 'unknown'>, Intl.DateTimeFormatOptions> = {
	day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' },
	month: { month: 'long', year: 'numeric', timeZone: 'UTC' },
	year: { year: 'numeric', timeZone: 'UTC' }
};
const PLAIN = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;

/** A date without time (YYYY-MM-DD) in words, as exact as it is known; a day with its weekday. */
export function formatDate(date: string, precision: DatePrecision, locale: string): string {
	const shape = SHAPES[precision === 'unknown' ? 'day' : precision];
	return dateFormat(localeOf(locale), shape).format(asUtc(date));
}

/** The date without its weekday, for running text. */
export function formatPlainDate(date: string, locale: string): string {
	return dateFormat(localeOf(locale), PLAIN).format(asUtc(date));
}

/** Several days as one range ("27–28 August 2020"); one day with its weekday. */
export function formatDays(dates: string[], locale: string): string {
	const [first, last] = [dates[0], dates.at(-1)];
	if (!first || !last) return '';
	if (first === last) return formatDate(first, 'day', locale);
	return dateFormat(localeOf(locale), PLAIN).formatRange(asUtc(first), asUtc(last));
}

/** The name of a country by its code; `EU` is known too. */
export function nameCountry(code: string, locale: string): string {
	return displayNames(localeOf(locale), 'region').of(code) ?? code;
}

/** Several names as one phrase: "a, b and c". */
export function joinNames(names: string[], locale: string): string {
	return listFormat(localeOf(locale)).format(names);
}

function asUtc(date: string): Date {
	return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

/** The locale for dates and numbers of an interface language: English the European way. */
export function localeOf(locale: string): string {
	return locale === 'en' ? 'en-GB' : locale;
}
