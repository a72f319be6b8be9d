import { localeOf } from '#lib/model/calendar-date.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** A calendar date (YYYY-MM-DD) with its weekday, as the reader's language writes it. */
export function writeDate(date: string): string {
	const format = new Intl.DateTimeFormat(localeOf(getLocale()), {
		dateStyle: 'full',
		timeZone: 'UTC'
	});
	return format.format(new Date(`${date}T12:00:00Z`));
}
