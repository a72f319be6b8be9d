import type { DatePrecision } from './organisation.ts';

const SHAPES: Record<Exclude<DatePrecision, 'unknown'>, Intl.DateTimeFormatOptions> = {
	day: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
	month: { month: 'long', year: 'numeric' },
	year: { year: 'numeric' }
};

/** A date without time (YYYY-MM-DD) in words, as exact as it is known; a day with its weekday. */
export function formatDate(date: string, precision: DatePrecision, locale: string): string {
	const shape = SHAPES[precision === 'unknown' ? 'day' : precision];
	const format = new Intl.DateTimeFormat(localeOf(locale), { ...shape, timeZone: 'UTC' });
	return writeFirst(format.format(asUtc(date)), locale);
}

/** The date without its weekday, for running text. */
export function formatPlainDate(date: string, locale: string): string {
	const shape = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
	return writeFirst(new Intl.DateTimeFormat(localeOf(locale), shape).format(asUtc(date)), locale);
}

/** Several days as one range ("27–28 August 2020"); one day with its weekday. */
export function formatDays(dates: string[], locale: string): string {
	const [first, last] = [dates[0], dates.at(-1)];
	if (!first || !last) return '';
	if (first === last) return formatDate(first, 'day', locale);
	const shape = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
	const format = new Intl.DateTimeFormat(localeOf(locale), shape);
	return writeFirst(format.formatRange(asUtc(first), asUtc(last)), locale);
}

/** The name of a language by its tag, in the reader's language; the tag where it has none. */
export function nameLanguage(tag: string, locale: string): string {
	return new Intl.DisplayNames(localeOf(locale), { type: 'language' }).of(tag) ?? tag;
}

/** The name of a country by its code; `EU` is known too. */
export function nameCountry(code: string, locale: string): string {
	return new Intl.DisplayNames(localeOf(locale), { type: 'region' }).of(code) ?? code;
}

/** Several names as one phrase: "a, b and c". */
export function joinNames(names: string[], locale: string): string {
	return new Intl.ListFormat(localeOf(locale)).format(names);
}

const FIRST =
	/(?<!\d)1(?=(?:[–-]\d{1,2})? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre))/g;

/** French counts the first of a month, which the formatter does not: "1er mai". */
export function writeFirst(text: string, locale: string): string {
	return locale.startsWith('fr') ? text.replace(FIRST, '1er') : text;
}

function asUtc(date: string): Date {
	return new Date(`${date.slice(0, 10)}T00:00:00Z`);
}

/** The locale for dates and numbers of an interface language: English the European way. */
export function localeOf(locale: string): string {
	return locale === 'en' ? 'en-GB' : locale;
}
