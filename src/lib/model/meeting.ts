import type { AgendaItem } from './agenda.ts';
import type { Localised } from './localised.ts';
import type { Playback } from './playback.ts';

export const SEATS = [
	'participant',
	'speaker',
	'school',
	'viewer',
	'interpreter',
	'captioner',
	'notes',
	'chair'
] as const;
export type SeatKind = (typeof SEATS)[number];

export type MeetingStatus = 'planned' | 'scheduled' | 'open' | 'held' | 'cancelled';

/** A seat as others see it: identity in the media room is the seat's id, never an e-mail. */
export interface Seat {
	id: string;
	personId: string;
	name: string;
	organisation: string | null;
	kind: SeatKind;
	heads: number;
}

/** The live state of a meeting: a fold of its events, `seq` being the last one applied. */
export interface MeetingState {
	meetingId: string;
	seq: number;
	status: MeetingStatus;
	items: AgendaItem[];
	currentItemId: string | null;
	playback: Playback | null;
}

export interface MeetingHead {
	id: string;
	slug: string;
	title: Localised;
	status: MeetingStatus;
	timezone: string;
	dossierSlug: string | null;
}
