import type { Localised } from './localised.ts';
import { readMove } from './meeting-step.ts';
import { findNoticeChange, type MeetingChange, type NoticeMeeting } from './notice.ts';
import type { DatePrecision, OrganisationName } from './organisation.ts';

/** The kinds of entry, in the order in which entries of one date stand. */
export const TIMELINE_TYPES = [
	'result',
	'report',
	'meeting',
	'event',
	'participant-report',
	'notice',
	'announcement',
	'external-update',
	'practice',
	'programme',
	'document',
	'tool',
	'film'
] as const;
export type TimelineType = (typeof TIMELINE_TYPES)[number];

export interface TimelineEntry {
	id: string;
	type: TimelineType;
	/** YYYY-MM-DD; a report stands at its meeting's date. Null: not stated. */
	date: string | null;
	datePrecision: DatePrecision;
	title: Localised;
	summary: Localised | null;
	source: OrganisationName | null;
	href: string;
	/** Every language in which it can be read, heard or followed. */
	languages: string[];
	/** Order in which entries of one type and date came in. */
	position: number;
	status: string | null;
	/** Level of education that a publication is about. */
	level?: string | null;
	/** Of a notice: the meeting it tells of, as it is now. */
	meeting?: NoticeMeeting | null;
	film: { seconds: number; poster: boolean; audio: string[]; subtitles: string[] } | null;
}

/** Whether an entry stands for a meeting or event itself, not for what tells of it. */
export function isMeeting({ type }: Pick<TimelineEntry, 'type'>): boolean {
	return type === 'meeting' || type === 'event';
}

/**
 * What became of the meeting that an entry stands for on its old date, or that a notice in
 * `language` tells of; null while the words are true.
 */
export function findChange(entry: TimelineEntry, language: string): MeetingChange | null {
	if (entry.meeting) return findNoticeChange(entry.meeting, language);
	if (!isMeeting(entry)) return null;
	if (entry.status === 'cancelled') return { to: null };
	const to = readMove(entry.status);
	return to && { to };
}

export interface Timeline {
	/** Newest first. */
	dated: Array<TimelineEntry & { beforeStart: boolean }>;
	undated: TimelineEntry[];
	/** What the filters may offer: everything present, whatever is filtered. */
	types: TimelineType[];
	languages: string[];
}

export interface TimelineFilter {
	type?: string | null;
	language?: string | null;
}

/**
 * Newest first; on one date by kind (see `TIMELINE_TYPES`), then in the order in which they came.
 * A total order: two different entries never compare equal.
 */
export function compareEntries(a: TimelineEntry, b: TimelineEntry): number {
	const [dateA, dateB] = [a.date ?? '', b.date ?? ''];
	if (dateA !== dateB) return dateA > dateB ? -1 : 1;
	const byType = TIMELINE_TYPES.indexOf(a.type) - TIMELINE_TYPES.indexOf(b.type);
	return byType || a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/** Orders entries, sets those without a date apart and marks those before the dossier began. */
export function arrangeTimeline(
	entries: TimelineEntry[],
	startDate: string | null,
	filter: TimelineFilter = {}
): Timeline {
	const shown = entries
		.filter((entry) => !filter.type || entry.type === filter.type)
		.filter((entry) => !filter.language || entry.languages.includes(filter.language))
		.sort(compareEntries);
	return {
		dated: shown
			.filter((entry) => entry.date !== null)
			.map((entry) => ({ ...entry, beforeStart: isBefore(entry, startDate) })),
		undated: shown.filter((entry) => entry.date === null),
		types: TIMELINE_TYPES.filter((type) => entries.some((entry) => entry.type === type)),
		languages: [...new Set(entries.flatMap((entry) => entry.languages))].sort()
	};
}

function isBefore(entry: TimelineEntry, startDate: string | null): boolean {
	return startDate !== null && entry.date !== null && entry.date < startDate;
}
