import type { Localised } from './localised.ts';

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

export type ItemStatus = 'planned' | 'open' | 'done' | 'not-discussed' | 'postponed';
/** Who may write notes: everybody seated, its speakers, note takers only, nobody. */
export type ItemAccess = 'all' | 'speakers' | 'notes' | 'closed';

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
	openedAt: string | null;
	closedAt: string | null;
}
