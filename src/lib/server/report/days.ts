import type { ReportContent, ReportItem } from '#lib/model/report.ts';
import { dateIn } from '#lib/model/zone.ts';
import type { MeetingDay, MeetingFacts } from './facts.rows.ts';

/**
 * The days of a meeting, those marked on which it did not meet: nothing of them was opened, and
 * they lie outside the dates from its opening to its closing. A meeting without these two moments
 * (held elsewhere and brought in) is taken at its word.
 */
export function markDays(
	days: MeetingDay[],
	{ openedAt, closedAt, timezone }: MeetingFacts,
	items: ReadonlyArray<Pick<ReportItem, 'day' | 'actual'>>
): ReportContent['days'] {
	if (!openedAt || !closedAt) return days;
	const [first, last] = [
		dateIn(timezone, openedAt.getTime()),
		dateIn(timezone, closedAt.getTime())
	];
	const marked = days.map((day) => ({
		...day,
		held:
			(day.date >= first && day.date <= last) ||
			items.some((item) => item.day === day.day && item.actual !== null)
	}));
	return marked.some(({ held }) => held) ? marked : days;
}
