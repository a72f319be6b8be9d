import * as v from 'valibot';
import { COUNTRIES } from './country.ts';
import { ACTIVITY_TYPES, DOSSIER_STATUSES } from './dossier.ts';
import {
	clean,
	day,
	formOf,
	line,
	requiredLine,
	requiredTexts,
	several,
	texts,
	ticked
} from './form-text.ts';

export const LONGEST_TITLE = 300;
export const LONGEST_TEXT = 10_000;

const status = v.picklist(DOSSIER_STATUSES);
const country = v.union([
	v.pipe(
		v.literal(''),
		v.transform(() => null)
	),
	v.picklist(COUNTRIES)
]);

/** What a new dossier needs: it begins as readable by its members only. */
export const NewDossier = formOf({
	title: requiredLine(LONGEST_TITLE),
	language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)),
	country,
	region: line(100),
	status
});
export type NewDossier = v.InferOutput<typeof NewDossier>;

const ADDRESS = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Title, address, place, period, status, background, themes, activities and who may read it. */
export const Facts = v.pipe(
	formOf({
		version: v.string(),
		title: requiredTexts(LONGEST_TITLE),
		address: v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(ADDRESS)),
		country,
		region: line(100),
		startDate: day,
		endDate: day,
		status,
		background: texts(LONGEST_TEXT),
		themes: v.pipe(
			v.optional(v.string(), ''),
			v.maxLength(1000),
			v.transform((text) => [...new Set(text.split(/[,\n]/).map(clean).filter(Boolean))])
		),
		activity: ticked(ACTIVITY_TYPES),
		visibility: v.picklist(['public', 'members'])
	}),
	v.forward(
		v.check(({ startDate, endDate }) => !startDate || !endDate || startDate <= endDate),
		['endDate']
	)
);
export type Facts = v.InferOutput<typeof Facts>;

/** Roles of organisations in a dossier besides those that asked for it. */
export const DOSSIER_ROLES = ['secretariat', 'host', 'model', 'coordinator', 'partner'] as const;

/** Who asked for it, who else has a role, on which dossiers it is modelled, who pays and how to reach it. */
export const Organisations = formOf({
	version: v.string(),
	requesting: v.pipe(
		several(300),
		v.check((names) => names.length > 0)
	),
	secretariat: several(300),
	host: several(300),
	model: several(300),
	coordinator: several(300),
	partner: several(300),
	modelledOn: several(100),
	funder: line(300),
	disclaimer: texts(2000),
	contact: v.pipe(
		v.optional(v.string(), ''),
		v.trim(),
		v.toLowerCase(),
		v.union([
			v.pipe(
				v.literal(''),
				v.transform(() => null)
			),
			v.pipe(v.string(), v.maxLength(254), v.email())
		])
	)
});
export type Organisations = v.InferOutput<typeof Organisations>;

export const SharedTexts = formOf({
	taskforces: texts(LONGEST_TEXT),
	network: texts(LONGEST_TEXT),
	version: v.string()
});
export type SharedTexts = v.InferOutput<typeof SharedTexts>;

export const Contact = v.object({
	name: requiredLine(200),
	email: v.pipe(v.string(), v.trim(), v.maxLength(254), v.email()),
	message: v.pipe(v.string(), v.transform(clean), v.minLength(1), v.maxLength(5000)),
	/** A field that people do not see: whoever fills it in is a program. */
	website: v.optional(v.string(), '')
});
export type Contact = v.InferOutput<typeof Contact>;
