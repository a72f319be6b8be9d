import { dateIn } from './zone.ts';

/** What a meeting can be; the last is held by others. */
export const MEETING_KINDS = [
	'taskforce-meeting',
	'working-group-meeting',
	'working-visit',
	'expert-meeting',
	'presentation',
	'external-event'
] as const;

/** Whom a meeting is meant for: the seven kinds of vocational training, then schools and regions. */
export const AUDIENCES = [
	'VET providers',
	'companies',
	'sector organisations',
	'qualification authorities',
	'research institutions',
	'innovation agencies',
	'regional development authorities',
	'teachers',
	'pupils',
	'parents',
	'industry',
	'authorities'
] as const;

/** What an organisation can be in a meeting; the first host signs for it in the report. */
export const MEETING_ROLES = ['host', 'funder', 'support', 'requester', 'secretariat'] as const;
export type MeetingRole = (typeof MEETING_ROLES)[number];

export const MODES = ['hybrid', 'online', 'on-site'] as const;
export const HALVES = ['morning', 'afternoon'] as const;

/** Whether `zone` is the name of an IANA time zone that this machine knows; offsets are none. */
export function isZone(zone: string): boolean {
	if (!/^(UTC|[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+)$/.test(zone)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: zone });
		return true;
	} catch {
		return false;
	}
}

/**
 * Whether the dates of a meeting change by moving it only: somebody was told them. Of one that was
 * held nobody is to be told of another date, the record is corrected.
 */
export function areDatesFixed(status: string, days: readonly unknown[]): boolean {
	return status !== 'planned' && status !== 'held' && days.length > 0;
}

/** Whether the last of the days has begun at `at` (ms since the epoch), where the meeting is held. */
export function hasLastDayBegun(days: ReadonlyArray<{ date: string }>, zone: string, at: number) {
	const today = dateIn(zone, at);
	return days.length > 0 && days.every(({ date }) => date <= today);
}

/** Language tags (BCP 47) from a line of them, each once and in canonical form; null: one is wrong. */
export function readLanguages(line: string): string[] | null {
	try {
		return [...new Set(Intl.getCanonicalLocales(line.split(/[\s,;]+/).filter(Boolean)))];
	} catch {
		return null;
	}
}

/** Whether YYYY-MM-DD is a day of the calendar. */
export function isDate(text: string): boolean {
	if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < '1900') return false;
	const at = new Date(`${text}T00:00:00Z`);
	return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** The same days, moved so that the first falls on `first`; gaps between them stay. */
export function moveDates(dates: string[], first: string): string[] {
	const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
	const shift = day(first) - day(dates[0] ?? first);
	return dates.map((date) => new Date(day(date) + shift).toISOString().slice(0, 10));
}
