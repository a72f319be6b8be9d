import * as v from 'valibot';
import { localised, maybe, provenance, strings } from './fields.ts';

/** An organisation of a record file; `name` is null where it is not stated. */
export const OrganisationRecord = v.object({
	id: v.string(),
	name: maybe(v.string()),
	label: maybe(localised),
	fullName: maybe(v.string()),
	aka: strings,
	kind: maybe(v.string()),
	sector: maybe(v.string()),
	country: maybe(v.string()),
	place: maybe(v.string()),
	url: maybe(v.pipe(v.string(), v.url())),
	founded: maybe(v.string()),
	launched: maybe(v.string()),
	parent: maybe(v.string()),
	unit: maybe(v.object({ acronym: v.optional(v.string()), name: v.string() })),
	partnerNote: maybe(v.string()),
	about: maybe(v.string()),
	note: maybe(v.string()),
	...provenance
});
export type OrganisationRecord = v.InferOutput<typeof OrganisationRecord>;

/** A person of a record file, with the role they are printed with where their name is not. */
export const PersonRecord = v.object({
	id: v.string(),
	name: maybe(v.string()),
	fictitious: v.optional(v.boolean(), false),
	publicOffice: v.optional(v.boolean(), false),
	publishName: maybe(v.boolean()),
	role: v.string(),
	org: maybe(v.string()),
	langs: strings,
	...provenance
});
export type PersonRecord = v.InferOutput<typeof PersonRecord>;
