import type { Localised } from './localised.ts';
import type { Timer } from './timer.ts';

export const FORMATS = [
	'presentation',
	'video',
	'video-series',
	'interview',
	'round-table',
	'discussion',
	'workshop',
	'break'
] as const;
export type Format = (typeof FORMATS)[number];

export const STATUSES = ['planned', 'open', 'done', 'not-discussed', 'postponed'] as const;
export type ItemStatus = (typeof STATUSES)[number];

/** Who may write notes: everybody seated, its speakers, note takers only, nobody. */
export const ACCESSES = ['all', 'speakers', 'notes', 'closed'] as const;
export type ItemAccess = (typeof ACCESSES)[number];

export const LONGEST_TITLE = 300;
export const LONGEST_ITEM = 1440;

/** One agenda item as everybody in the room sees it. Times are ISO instants, `minutes` whole minutes. */
export interface AgendaItem {
	id: string;
	day: number;
	part: number;
	rank: string;
	title: Localised;
	format: Format;
	language: string | null;
	minutes: number | null;
	speakers: Array<{ personId: string; name: string; role: string | null }>;
	organisations: Array<{ id: string; name: string }>;
	filmId: string | null;
	status: ItemStatus;
	access: ItemAccess;
	/** When it was first opened and last closed; how long it took is in `timer`. */
	openedAt: string | null;
	closedAt: string | null;
	timer: Timer;
	/** Who suggested it, when it came from a suggestion. */
	suggestedBy: { personId: string; name: string } | null;
	/** The item of an earlier meeting that it was taken over from. */
	takenFrom: string | null;
}

/** In the order of the day: day, part, then rank by character code. */
export function sortItems(items: readonly AgendaItem[]): AgendaItem[] {
	return [...items].sort(
		(a, b) => a.day - b.day || a.part - b.part || (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0)
	);
}

/**
 * The items that have no answer when the meeting is about to close: never discussed and not marked,
 * or, when `withOutcome` names the items that have notes, discussed without any. Breaks need none.
 */
export function openQuestions(
	items: readonly AgendaItem[],
	withOutcome?: ReadonlySet<string>
): AgendaItem[] {
	return items.filter((item) => {
		if (item.format === 'break') return false;
		if (item.status === 'planned') return !withOutcome?.has(item.id);
		return item.status === 'done' || item.status === 'open'
			? withOutcome !== undefined && !withOutcome.has(item.id)
			: false;
	});
}

/**
 * The item that "Next" opens: the first planned one after `fromItemId`; without one, after the item
 * dealt with last; null when none is left.
 */
export function nextItem(
	items: readonly AgendaItem[],
	fromItemId: string | null
): AgendaItem | null {
	const from = fromItemId ?? lastOpened(items)?.id;
	const index = items.findIndex((item) => item.id === from);
	return items.slice(index + 1).find((item) => item.status === 'planned') ?? null;
}

/** An item that was begun and then put off to later is no place to go on from. */
export function lastOpened(items: readonly AgendaItem[]): AgendaItem | undefined {
	return items
		.filter((item) => item.openedAt !== null && item.status !== 'planned')
		.sort((a, b) => Date.parse(b.openedAt ?? '') - Date.parse(a.openedAt ?? ''))[0];
}
