import * as v from 'valibot';
import { date, localised, maybe, provenance, strings } from './fields.ts';

const Version = v.object({
	v: v.number(),
	at: v.string(),
	state: v.picklist(['provisional', 'published']),
	by: v.string(),
	correction: v.optional(
		v.object({
			reason: localised,
			changes: v.array(v.tuple([v.string(), v.string()])),
			kind: v.picklist(['editorial', 'substantive'])
		})
	)
});

/** Minutes of a held meeting, from its notes to its published versions. */
export const MinutesRecord = v.object({
	id: v.string(),
	meeting: v.string(),
	lang: v.string(),
	state: v.string(),
	notesBy: strings,
	chair: maybe(v.string()),
	approval: maybe(v.record(v.string(), v.string())),
	summary: maybe(localised),
	blocks: v.array(
		v.object({
			item: v.string(),
			text: localised,
			perOrg: v.optional(v.boolean(), false),
			visibility: v.optional(v.picklist(['public', 'restricted']), 'public')
		})
	),
	decisions: v.array(v.object({ id: v.string(), item: v.string(), text: localised, src: strings })),
	actions: v.array(
		v.object({
			id: v.string(),
			text: localised,
			owner: v.string(),
			due: maybe(date),
			state: v.picklist(['open', 'done', 'late', 'dropped'])
		})
	),
	nextSteps: maybe(localised),
	nextMeeting: maybe(v.string()),
	versions: v.array(Version),
	annexes: strings,
	undisclosed: v.optional(v.array(v.object({ title: localised, reason: v.string() })), []),
	...provenance
});
export type MinutesRecord = v.InferOutput<typeof MinutesRecord>;

/** What somebody who took part wrote about an event: never the official report. */
export const ParticipantReportRecord = v.object({
	id: v.string(),
	event: v.string(),
	author: v.object({ role: v.string(), name: maybe(v.string()) }),
	official: v.optional(v.boolean(), false),
	lang: v.string(),
	opinion: maybe(localised),
	recommendations: strings,
	recommendationsCoveredBy: maybe(v.string()),
	coverage: v.optional(v.array(v.object({ track: v.string(), status: v.string() })), []),
	figures: v.optional(v.array(v.looseObject({ what: v.string(), value: v.number() })), []),
	mentions: v.optional(v.array(v.object({ of: v.string(), by: v.string(), org: v.string() })), []),
	asksColleague: maybe(v.record(v.string(), v.string())),
	annexImages: v.optional(v.number(), 0),
	...provenance
});
export type ParticipantReportRecord = v.InferOutput<typeof ParticipantReportRecord>;
