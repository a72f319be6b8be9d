import * as v from 'valibot';
import { date, localised, maybe, provenance, slug, strings } from './fields.ts';

/** A day, a month (`2020-06`) or a year (`2020`). */
const partialDate = v.pipe(v.string(), v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/));

const ResultRecord = v.object({
	id: v.string(),
	date: maybe(partialDate),
	text: localised,
	meetings: strings,
	organisation: maybe(v.string()),
	aims: v.optional(v.array(localised), []),
	...provenance
});
export type ResultRecord = v.InferOutput<typeof ResultRecord>;

/** A dossier of a record file. */
export const DossierRecord = v.object({
	id: v.string(),
	slug,
	formerSlugs: strings,
	title: localised,
	requestingOrganisations: v.pipe(v.array(v.string()), v.minLength(1)),
	country: maybe(v.string()),
	region: maybe(v.string()),
	startDate: maybe(date),
	endDate: maybe(date),
	status: maybe(v.string()),
	statusProposal: maybe(v.string()),
	funding: maybe(v.object({ funder: v.string(), disclaimer: v.string(), src: strings })),
	background: maybe(localised),
	objectives: maybe(localised),
	results: v.optional(v.array(ResultRecord), []),
	members: v.optional(v.array(v.object({ org: v.string(), role: v.string() })), []),
	activityTypes: strings,
	themes: strings,
	visibility: v.optional(v.picklist(['public', 'members']), 'public'),
	...provenance
});
export type DossierRecord = v.InferOutput<typeof DossierRecord>;

/** A notice, tool, practice or programme that belongs to a dossier. */
export const PublicationRecord = v.object({
	id: v.string(),
	type: v.string(),
	title: localised,
	summary: maybe(localised),
	source: v.string(),
	date: maybe(date),
	datePrecision: v.optional(v.picklist(['day', 'month', 'year']), 'day'),
	meeting: maybe(v.string()),
	meetings: strings,
	level: maybe(v.string()),
	lang: maybe(v.string()),
	format: maybe(v.string()),
	status: maybe(v.string()),
	...provenance
});
export type PublicationRecord = v.InferOutput<typeof PublicationRecord>;

export const BudgetRecord = v.object({
	id: v.string(),
	label: localised,
	amount: maybe(v.number()),
	currency: maybe(v.string()),
	status: v.string(),
	payer: maybe(v.string()),
	payers: strings,
	...provenance
});
export type BudgetRecord = v.InferOutput<typeof BudgetRecord>;

const part = v.looseObject({ ok: v.boolean() });
/** The three parts of a school's readiness: line, computer, big screen (and sound). */
export const CheckRecord = v.object({
	id: v.string(),
	org: v.string(),
	internet: v.optional(part),
	pc: v.optional(part),
	bigScreen: v.optional(part),
	sound: v.optional(part),
	payer: maybe(v.string()),
	checkedAt: maybe(date),
	...provenance
});
export type CheckRecord = v.InferOutput<typeof CheckRecord>;
