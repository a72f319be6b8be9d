import * as v from 'valibot';
import { chosen, clean, entry, formOf, line, requiredLine, texts } from './form-text.ts';
import { isDate } from './meeting-kind.ts';

/** What a participant's report says of a session; the last says that it was not on the agenda. */
export const COVERAGE = [
	'attended',
	'summarised',
	'no-conclusion',
	'second-hand',
	'not-attended',
	'not-in-programme'
] as const;

const uuid = v.pipe(v.string(), v.uuid());
const parts = (max: number) =>
	v.optional(v.record(v.string(), v.pipe(v.string(), v.transform(clean), v.maxLength(max))), {});

const fields = formOf({
	...entry,
	meetingId: uuid,
	authorRole: requiredLine(200),
	/** Somebody who is known; their name is printed as what is recorded of it says. */
	authorId: v.optional(v.union([v.literal(''), uuid]), ''),
	/** Somebody who is not known yet, and what lets the name be printed. */
	authorName: line(120),
	/** Somebody else than those of this name who are known. */
	authorOther: v.optional(v.literal('on')),
	authorBasis: chosen(['consent', 'public-role']),
	language: v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/)),
	/** One recommendation per line. */
	recommendations: v.pipe(
		v.optional(v.string(), ''),
		v.maxLength(10_000),
		v.transform((text) => text.split('\n').map(clean).filter(Boolean))
	),
	coveredBy: line(300),
	track: parts(300),
	coverage: v.optional(v.record(v.string(), v.union([v.literal(''), v.picklist(COVERAGE)])), {}),
	mentioned: parts(300),
	mentionedBy: parts(200),
	mentionedFrom: parts(300),
	picture: parts(500),
	opinion: texts(5000),
	/** A question to a colleague: for the secretariat only. */
	questionTo: line(200),
	question: line(1000)
});

/** A participant's report on an event, as its form gives it. Without a basis no name is taken. */
export const ParticipantReportForm = v.pipe(
	fields,
	v.forward(
		v.check(({ authorId, authorName }) => !(authorId && authorName)),
		['authorName']
	),
	v.forward(
		v.check(({ authorName, authorBasis }) => !authorName || authorBasis !== null),
		['authorBasis']
	)
);
export type ParticipantReportForm = v.InferOutput<typeof ParticipantReportForm>;

/** A recommendation that becomes an action of the taskforce. */
export const RecommendationForm = v.object({
	id: uuid,
	/** Address of the dossier whose action it becomes, where the event belongs to none. */
	dossier: v.optional(v.pipe(v.string(), v.maxLength(80)), ''),
	text: requiredLine(1000),
	owner: requiredLine(300),
	due: v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null)
		),
		v.pipe(v.string(), v.check(isDate))
	])
});
export type RecommendationForm = v.InferOutput<typeof RecommendationForm>;
