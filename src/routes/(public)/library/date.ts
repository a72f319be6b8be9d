import { dateFormat } from '#lib/model/formatter.ts';

/** A date without time (`YYYY-MM-DD`) in words; it has no zone, so none may shift it. */
export function formatDate(date: string, locale: string): string {
	// Plain "en" would put the month first, which Europeans misread.
	const region = locale === 'en' ? 'en-GB' : locale;
	const format = dateFormat(region, { dateStyle: 'long', timeZone: 'UTC' });
	return format.format(new Date(`${date}T00:00:00Z`));
}
