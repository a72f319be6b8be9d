import type { AgendaItem } from './agenda.ts';
import type { MeetingDay, MeetingPart } from './day.ts';
import type { Localised } from './localised.ts';
import type { Playback } from './playback.ts';
import type { Suggestion } from './suggestion.ts';

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
	/** The organisation that the seat is for; the one named may be the person's. */
	organisationId: string | null;
	kind: SeatKind;
	heads: number;
}

/** The live state of a meeting: a fold of its events, `seq` being the last one applied. */
export interface MeetingState {
	meetingId: string;
	seq: number;
	status: MeetingStatus;
	/** IANA zone in which the days' times are meant. */
	timezone: string;
	days: MeetingDay[];
	/** The parts of days that bear a name, in the order of the day. */
	parts: MeetingPart[];
	/** In the order of the day. */
	items: AgendaItem[];
	/** Removed items, kept so that removal can be undone. */
	removed: AgendaItem[];
	/** What people seated asked for, oldest first, with what became of it. */
	suggestions: Suggestion[];
	currentItemId: string | null;
	playback: Playback | null;
	openedAt: string | null;
	closedAt: string | null;
}

/** What decides about rights in the shared rules: who acts, and whether as chair. */
export interface Who {
	personId: string;
	canChair: boolean;
}

export interface MeetingHead {
	id: string;
	slug: string;
	title: Localised;
	status: MeetingStatus;
	timezone: string;
	dossierSlug: string | null;
}
