import { findDate, guessYear, writeIsoDate } from './programme-date.ts';
import type { PastReport } from './past-report.ts';
import type { Doubt } from './programme-draft.ts';
import { readBehindDate } from './programme-place.ts';
import type { SourceLine } from './programme-text.ts';
import { namesRemote } from './programme-words.ts';

/** The day of the meeting, when a line of the head names one and none was read before. */
export function readHeadDate(
	report: PastReport,
	text: string,
	today: string,
	say: (code: Doubt['code'], words: string) => void
): boolean {
	const found = report.days.length === 0 ? findDate(text) : null;
	if (!found) return false;
	const year = found.year ?? guessYear(found.month, found.days[0] ?? 1, today);
	if (found.year === null) say('no_year', String(year));
	report.days = found.days
		.map((day) => writeIsoDate(year, found.month, day))
		.filter((date) => date !== null);
	if (report.days.length === 0) say('date_wrong', text);
	return report.days.length > 0;
}

/** The place behind the date of the meeting, as a guess, and whether the line says no more, such as hours, which no report keeps. */
export function readBehindHeadDate(text: string): { place: string | null; isWhole: boolean } {
	const to = findDate(text)?.to ?? text.length;
	const { starts, place, rest } = readBehindDate(text.slice(to));
	const isSaid = place !== null || namesRemote(rest) || !/\p{L}{2}/u.test(rest);
	return { place, isWhole: starts === null && isSaid };
}

/** A short line without a full stop, marked as a heading or standing alone above its text. */
export function isHeading(
	line: SourceLine,
	next: string | undefined,
	standsApart: boolean
): boolean {
	const text = line.text.trim();
	if (line.heading !== undefined && text.length < 300) return true;
	if (!standsApart || text.length > 90 || /[.!?,;]$/.test(text) || !/^\p{Lu}|^\d/u.test(text))
		return false;
	return next !== undefined && (next.trim() === '' || next.trim().length > text.length);
}
