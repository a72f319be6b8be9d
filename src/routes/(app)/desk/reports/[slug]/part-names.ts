import { formatDate } from '#lib/model/calendar-date.ts';
import { numberPart, type ReportContent } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What a part of a meeting is called, with its day where there is more than one: as its report counts. */
export function namePart(
	{ day, part }: { day: number; part: number },
	{ days, items }: Pick<ReportContent, 'days' | 'items'>
): string {
	const name = m.report_part({ n: numberPart(items, { day, part }) });
	if (days.length < 2) return name;
	const date = days.find((one) => one.day === day)?.date;
	const words = date ? ` (${formatDate(date, 'day', getLocale())})` : '';
	return `${m.report_day({ n: day })}${words}, ${name}`;
}
