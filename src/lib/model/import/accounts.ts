import * as v from 'valibot';
import { LEVELS } from '../actor.ts';
import { SEATS } from '../meeting.ts';
import { localised } from './fields.ts';
import { DossierRecord } from './dossier.ts';
import { MeetingRecord } from './meeting.ts';
import { PersonRecord } from './people.ts';

const AccountRecord = v.object({
	/** The part before the @. */
	email: v.string(),
	person: v.string(),
	isAdmin: v.optional(v.boolean(), false),
	dossier: v.optional(v.string()),
	level: v.optional(v.picklist(LEVELS)),
	seat: v.optional(v.picklist(SEATS)),
	heads: v.optional(v.number(), 1)
});
export type AccountRecord = v.InferOutput<typeof AccountRecord>;

/** What a demo needs beside the record file: accounts and dossiers of other people. */
export const ExtraFile = v.object({
	disclaimer: localised,
	people: v.array(PersonRecord),
	accounts: v.array(AccountRecord),
	dossiers: v.array(DossierRecord),
	meetings: v.array(MeetingRecord)
});
export type ExtraFile = v.InferOutput<typeof ExtraFile>;
