/** A date without time (`YYYY-MM-DD`) in words; it has no zone, so none may shift it. */
export function formatDate(date: string, locale: string): string {
	const format = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
	return format.format(new Date(`${date}T00:00:00Z`));
}
