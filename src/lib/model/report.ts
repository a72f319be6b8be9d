import * as v from 'valibot';
import { Localised } from './localised.ts';

/** Who may read a passage: everyone, members of the dossier, the secretariat (level edit). */
export const VISIBILITIES = ['public', 'members', 'restricted'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Text in one language, named so that a reader's device can pronounce it. */
const Phrase = v.object({ text: v.string(), lang: v.string() });
export type Phrase = v.InferOutput<typeof Phrase>;

const visibility = v.optional(v.picklist(VISIBILITIES), 'public');
/** Written in the draft: neither in the notes nor in the programme. */
const added = v.optional(v.boolean());
/** `n` keeps the order when restricted neighbours are left out. */
const passage = {
	id: v.string(),
	n: v.number(),
	html: v.string(),
	text: v.string(),
	visibility,
	added
};
const Linked = v.object({ slug: v.string(), title: Phrase });
/** A calendar date (YYYY-MM-DD) and an instant (ISO 8601 with zone). */
const date = v.string();
const instant = v.string();

const Passage = v.object(passage);
export type Passage = v.InferOutput<typeof Passage>;

const Owner = v.object({
	kind: v.picklist(['organisation', 'person']),
	id: v.string(),
	name: v.string()
});
export type Owner = v.InferOutput<typeof Owner>;

export const ACTION_STATES = ['open', 'done', 'late', 'dropped'] as const;
const actionState = v.picklist(ACTION_STATES);
const ReportAction = v.object({
	...passage,
	owner: v.nullable(Owner),
	due: v.nullable(date),
	state: actionState
});
export type ReportAction = v.InferOutput<typeof ReportAction>;

/** What was asked is the passage; `answer` is plain words, '' while nobody wrote it down. */
const Question = v.object({
	...passage,
	answer: v.string(),
	/** The organisation that asked; persons are not named. */
	organisation: v.nullable(v.string())
});
export type ReportQuestion = v.InferOutput<typeof Question>;

const Speaker = v.object({
	/** Only on a recorded basis; else null and the role stands for the person. */
	name: v.nullable(v.string()),
	personId: v.nullable(v.string()),
	role: v.nullable(v.string()),
	organisation: v.nullable(v.string()),
	/** Announced in the programme; and whether they spoke (null: nobody noted it). */
	planned: v.boolean(),
	spoke: v.nullable(v.boolean()),
	added
});
export type Speaker = v.InferOutput<typeof Speaker>;

const FilmPlayed = v.object({
	slug: v.string(),
	title: Phrase,
	/** When it started in the meeting; null when only the programme names it. */
	at: v.nullable(instant),
	/** Seconds from which, and up to which, it was shown. */
	from: v.number(),
	to: v.nullable(v.number())
});
export type FilmPlayed = v.InferOutput<typeof FilmPlayed>;

/** Whether the films of an item were seen to be shown; else the programme names them, and no more is known. */
export function wereShown(films: readonly Pick<FilmPlayed, 'at'>[]): boolean {
	return films.some(({ at }) => at !== null);
}

/** What became of an item. `held` without any outcome is a gap; `no-conclusion` is an answer. */
export const OUTCOMES = [
	'held',
	'no-conclusion',
	'not-held',
	'not-discussed',
	'postponed'
] as const;
export type Outcome = (typeof OUTCOMES)[number];

const ReportItem = v.object({
	id: v.string(),
	n: v.number(),
	visibility,
	day: v.number(),
	part: v.number(),
	title: Phrase,
	talk: v.nullable(Phrase),
	format: v.string(),
	language: v.nullable(v.string()),
	subtitles: v.array(v.string()),
	/** Minutes asked for in the programme. */
	planned: v.object({ minutes: v.nullable(v.number()) }),
	actual: v.nullable(
		v.object({ openedAt: instant, closedAt: v.nullable(instant), minutes: v.nullable(v.number()) })
	),
	outcome: v.picklist(OUTCOMES),
	speakers: v.array(Speaker),
	organisations: v.array(v.string()),
	blocks: v.array(Passage),
	decisions: v.array(Passage),
	actions: v.array(ReportAction),
	lines: v.array(v.object({ ...passage, organisation: v.string() })),
	/** Missing in texts older than this field. */
	questions: v.optional(v.array(Question)),
	films: v.array(FilmPlayed),
	added
});
export type ReportItem = v.InferOutput<typeof ReportItem>;

const ReportDay = v.object({
	day: v.number(),
	date,
	starts: v.nullable(v.string()),
	ends: v.nullable(v.string()),
	half: v.nullable(v.string()),
	audience: v.array(v.string()),
	/** False: announced, but the meeting was closed before it, or nothing was opened on it. */
	held: v.optional(v.boolean())
});

const CarriedAction = v.object({
	id: v.string(),
	text: v.string(),
	owner: v.nullable(Owner),
	due: v.nullable(date),
	state: actionState,
	from: Linked
});
export type CarriedAction = v.InferOutput<typeof CarriedAction>;

const Attendance = v.object({
	organisations: v.number(),
	/** Heads; an organisation whose heads nobody counted stands for one, then `counted` is false. */
	persons: v.number(),
	onSite: v.number(),
	remote: v.number(),
	counted: v.boolean(),
	sectors: v.array(v.object({ sector: v.nullable(v.string()), organisations: v.number() })),
	/** Names of organisations, and of persons on a recorded basis; none for who may not read the list. */
	present: v.array(v.string()),
	apologies: v.array(v.string()),
	/** False: nobody recorded who came, and the numbers say nothing. */
	recorded: v.optional(v.boolean()),
	/** A source's words, where nobody recorded a list. */
	statement: v.optional(v.nullable(Phrase))
});

const AnnexFile = v.object({
	type: v.string(),
	bytes: v.number(),
	width: v.nullable(v.number()),
	height: v.nullable(v.number())
});

/** The whole of one report at one version, in one language, as it is frozen and given out. */
export const ReportContent = v.object({
	schema: v.literal(1),
	language: v.string(),
	title: Phrase,
	ordinal: v.nullable(v.number()),
	dossier: v.nullable(Linked),
	meeting: Linked,
	status: v.string(),
	host: v.nullable(v.object({ slug: v.string(), name: v.string() })),
	place: v.nullable(v.string()),
	mode: v.nullable(v.picklist(['online', 'hybrid', 'on-site'])),
	modeReason: v.nullable(Phrase),
	timezone: v.string(),
	days: v.array(ReportDay),
	summary: v.string(),
	/** The summary that was counted last: while the text has it, nobody wrote another. */
	counted: v.optional(v.string()),
	objective: v.string(),
	nextSteps: v.string(),
	parts: v.array(
		v.object({ day: v.number(), part: v.number(), title: v.string(), text: v.string() })
	),
	items: v.array(ReportItem),
	carried: v.array(CarriedAction),
	attendance: Attendance,
	annexes: v.array(
		v.object({
			id: v.string(),
			n: v.number(),
			title: Phrase,
			href: v.nullable(v.string()),
			visibility,
			/** A file of our own; a picture is as wide and high in pixels. */
			file: v.optional(AnnexFile),
			/** What a picture shows, for who does not see it. */
			alt: v.optional(v.string())
		})
	),
	/** What exists and is not given out, by title and reason: never with an address. */
	undisclosed: v.array(v.object({ title: v.string(), reason: v.string() })),
	nextMeeting: v.nullable(v.object({ slug: v.string(), title: Phrase, date: v.nullable(date) })),
	previousMeeting: v.nullable(Linked),
	funder: v.nullable(v.string()),
	/** What the funder wants said in every copy, in each language; else a sentence of ours. */
	disclaimer: v.optional(v.nullable(Localised)),
	/** The organisation that answers for the text. */
	author: v.optional(v.nullable(v.object({ slug: v.string(), name: v.string() })))
});
export type ReportContent = v.InferOutput<typeof ReportContent>;
export type Annex = ReportContent['annexes'][number];

/** Whether anybody recorded who came; texts older than this field tell it by their numbers. */
export function isAttendanceRecorded({ attendance }: Pick<ReportContent, 'attendance'>): boolean {
	const { recorded, persons, apologies } = attendance;
	return recorded ?? persons + apologies.length > 0;
}

/** What a report is called: its own title, or its meeting's while a draft has none. */
export function entitle({ title, meeting }: Pick<ReportContent, 'title' | 'meeting'>): Phrase {
	return title.text ? title : meeting.title;
}

/** The days on which the meeting really met. */
export function heldDays({ days }: ReportContent): ReportContent['days'] {
	return days.filter(({ held }) => held !== false);
}

/** A part's place among the parts of its day, from 1: its own number may have gaps before it. */
export function numberPart(
	items: ReadonlyArray<Pick<ReportItem, 'day' | 'part'>>,
	{ day, part }: Pick<ReportItem, 'day' | 'part'>
): number {
	const before = items.filter((item) => item.day === day && item.part < part);
	return new Set(before.map((item) => item.part)).size + 1;
}
