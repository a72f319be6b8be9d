import * as v from 'valibot';
import { FORMATS, type Format } from './agenda.ts';

/** What makes a place of an imported text doubtful. Each has a sentence `intake_doubt_<code>`. */
export const DOUBTS = [
	'lost_letter',
	'letter_joined',
	'word_joined',
	'signs_guessed',
	'hidden_left',
	'changes_taken',
	'comments_left',
	'breaks_off',
	'repeated',
	'no_year',
	'no_date',
	'date_wrong',
	'weekday_wrong',
	'zone_unknown',
	'zone_missing',
	'pictures',
	'title_cut',
	'speaker_guessed',
	'person_in_organisation',
	'parallel',
	'place_guessed',
	'due_unclear',
	'owner_unclear',
	'name_in_title',
	'encoding',
	'recurrence_cut',
	'cancelled_left',
	'attendees_left',
	'formula',
	'gap_in_times',
	'hour_wrong',
	'hour_about',
	'unconfirmed',
	'room_left',
	'ends_first',
	'overlap',
	'column_unknown',
	'columns_guessed',
	'left_over',
	'amount_doubtful',
	'amount_unread'
] as const;
export type DoubtCode = (typeof DOUBTS)[number];

/** `words` is what the sentence names; `item` the index of the item it stands in, when it does. */
export const Doubt = v.object({
	code: v.picklist(DOUBTS),
	words: v.pipe(v.string(), v.maxLength(400)),
	item: v.nullable(v.number()),
	/** The index of the budget line it stands in. */
	budget: v.optional(v.number())
});
export type Doubt = v.InferOutput<typeof Doubt>;

/** Where a line of the source went. `none`: nowhere, the reader is shown it. */
export const PLACES = [
	'heading',
	'title',
	'fact',
	'day',
	'part',
	'item',
	'text',
	'invited',
	'budget',
	'repeated',
	'none'
] as const;
export type LinePlace = (typeof PLACES)[number];

/** One line of the source, its words unchanged. */
export const PlacedLine = v.object({ text: v.string(), as: v.picklist(PLACES) });
export type PlacedLine = v.InferOutput<typeof PlacedLine>;

export interface DraftSpeaker {
	name: string;
	role: string;
	organisation: string;
}

/** An item as it was read; `day` and `part` count from 1, `starts` is HH:MM on the day's clock. */
export interface DraftItem {
	day: number;
	part: number;
	starts: string | null;
	minutes: number | null;
	title: string;
	talk: string | null;
	/** BCP 47 tag of the talk's title. */
	talkLanguage: string | null;
	format: Format;
	/** Language spoken, where the source says so. */
	language: string | null;
	speakers: DraftSpeaker[];
}

/** `date` YYYY-MM-DD; null: the source names none. */
export interface DraftDay {
	date: string | null;
	starts: string | null;
	ends: string | null;
	half: 'morning' | 'afternoon' | null;
}

/** A line of the budget; the amount a decimal, both empty where the source names none. */
export interface DraftBudget {
	label: string;
	payers: string;
	amount: string;
	currency: string;
}

/** A programme as it was understood, before anybody agreed to it. */
export interface ProgrammeDraft {
	title: string;
	/** BCP 47 tag of the programme itself. */
	language: string;
	isProvisional: boolean;
	timezone: string | null;
	host: string;
	place: string;
	objective: string;
	theme: string;
	mode: 'online' | 'hybrid' | 'on-site' | null;
	days: DraftDay[];
	parts: Array<{ day: number; part: number; title: string }>;
	items: DraftItem[];
	invited: string[];
	isListOpen: boolean;
	budget: DraftBudget[];
	doubts: Doubt[];
	lines: PlacedLine[];
}

export function emptyDraft(): ProgrammeDraft {
	return {
		title: '',
		language: 'en',
		isProvisional: false,
		timezone: null,
		host: '',
		place: '',
		objective: '',
		theme: '',
		mode: null,
		days: [],
		parts: [],
		items: [],
		invited: [],
		isListOpen: false,
		budget: [],
		doubts: [],
		lines: []
	};
}

export function newDraftItem(title: string, place: { day: number; part: number }): DraftItem {
	return {
		...place,
		starts: null,
		minutes: null,
		title,
		talk: null,
		talkLanguage: null,
		format: 'discussion',
		language: null,
		speakers: []
	};
}

export const MOST_ITEMS = 300;
export const MOST_LINES = 20_000;
export const isFormat = (text: string): text is Format =>
	(FORMATS as readonly string[]).includes(text);
