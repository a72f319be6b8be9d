import * as v from 'valibot';
import { QUALIFIERS } from './dossier.ts';
import { LONGEST_TEXT, LONGEST_TITLE } from './dossier-form.ts';
import {
	chosen,
	currency,
	day,
	decimal,
	entry,
	formOf,
	line,
	money,
	requiredLine,
	requiredTexts,
	roughDate,
	several,
	texts,
	webAddress
} from './form-text.ts';
import { BUDGET_STATES, EDUCATION_LEVELS, EQUIPMENT } from './dossier-entry.ts';
import { PUBLICATION_TYPES } from './publication.ts';

const uuid = v.pipe(v.string(), v.uuid());
const name = 300;

/** Which entry is to be removed, or linked. */
export const EntryOnly = v.object({ id: uuid, version: v.optional(v.string(), '') });
export const LinkOnly = v.object({ id: uuid });
export const Move = v.object({ id: uuid, direction: v.picklist(['up', 'down']) });

export const Aim = formOf({ ...entry, text: requiredTexts(1000) });
export type Aim = v.InferOutput<typeof Aim>;

/** A result: when, what, by whom, what it wants and which aim it meets. */
export const Result = formOf({
	...entry,
	date: roughDate,
	text: requiredTexts(2000),
	organisation: line(name),
	/** Ticked: an organisation of that name that is not known yet comes into being by this result. */
	create: v.optional(v.string(), ''),
	objectiveId: v.optional(v.union([v.literal(''), uuid]), ''),
	/** One aim of the organisation per line, in the language of the result. */
	aims: v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(4000),
		v.transform((text) =>
			text
				.split('\n')
				.map((aim) => aim.trim())
				.filter(Boolean)
		)
	)
});
export type Result = v.InferOutput<typeof Result>;

/** A tool, document, notice or announcement; type and source are required. */
export const Publication = formOf({
	...entry,
	type: v.picklist(PUBLICATION_TYPES),
	title: requiredTexts(LONGEST_TITLE),
	summary: texts(1000),
	source: requiredLine(name),
	date: roughDate,
	level: chosen(EDUCATION_LEVELS),
	language: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))]), ''),
	status: chosen(['provisional', 'final']),
	url: webAddress
});
export type Publication = v.InferOutput<typeof Publication>;

/** An event of others: who hosts it, and who presented the taskforce there. */
export const ExternalEvent = formOf({
	...entry,
	title: requiredTexts(LONGEST_TITLE),
	objective: texts(LONGEST_TEXT),
	date: v.pipe(
		day,
		v.check((date) => date !== null),
		v.transform((date) => date as string)
	),
	to: day,
	host: requiredLine(name),
	presentedBy: line(name),
	mode: chosen(['online', 'hybrid', 'on-site']),
	city: line(200),
	registration: webAddress,
	status: v.picklist(['planned', 'scheduled', 'held', 'cancelled'])
});
export type ExternalEvent = v.InferOutput<typeof ExternalEvent>;

/** A figure with its unit and where it comes from; its parts, where given, must add up to it. */
export const Figure = formOf({
	...entry,
	label: requiredTexts(300),
	value: v.pipe(
		decimal,
		v.check((value) => value !== null),
		v.transform((value) => value as string)
	),
	qualifier: chosen(QUALIFIERS),
	unit: line(60),
	partLabel: v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(200))), {}),
	partValue: v.optional(v.record(v.string(), decimal), {}),
	source: line(name),
	sourceNote: line(500),
	date: roughDate,
	/** Ids of the meetings and events it is shown with. */
	event: v.optional(v.record(uuid, v.string()), {})
});
export type Figure = v.InferOutput<typeof Figure>;

export const Budget = formOf({
	...entry,
	label: requiredTexts(500),
	amount: money,
	currency,
	status: v.picklist(BUDGET_STATES),
	payer: several(name)
});
export type Budget = v.InferOutput<typeof Budget>;

export const School = formOf({
	...entry,
	school: requiredLine(name),
	equipment: v.pipe(
		v.optional(v.record(v.string(), v.picklist(['', 'ok', 'lacking'])), {}),
		v.transform((states) => EQUIPMENT.map((part) => [part, states[part] || null] as const))
	),
	payer: line(name),
	checkedOn: day,
	note: line(500)
});
export type School = v.InferOutput<typeof School>;
