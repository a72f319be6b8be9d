import * as v from 'valibot';
import { TypedTexts } from './form-text.ts';
import {
	AUDIENCES,
	HALVES,
	isDate,
	isZone,
	MEETING_KINDS,
	MEETING_ROLES,
	MODES
} from './meeting-kind.ts';

/** One line of text: line breaks and runs of spaces become one space, also in headers of mails. */
export const line = (most: number) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.replaceAll(/\s+/g, ' ').trim()),
		v.maxLength(most)
	);
const texts = (most: number) =>
	v.pipe(
		TypedTexts,
		v.check((value) => Object.values(value.texts).every((text) => text.length <= most))
	);
const empty = v.pipe(
	v.literal(''),
	v.transform(() => null)
);
/** What may be left empty; empty is null. */
export const maybe = <S extends v.GenericSchema<string, unknown>>(schema: S) =>
	v.union([empty, schema]);
export const outsideLink = v.pipe(
	v.string(),
	v.trim(),
	v.maxLength(2000),
	v.url(),
	v.regex(/^https?:\/\//i)
);
const date = v.pipe(v.string(), v.check(isDate));
const time = v.pipe(
	v.string(),
	v.transform((text) => text.slice(0, 5)),
	v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)
);
const audiences = v.pipe(v.array(v.picklist(AUDIENCES)), v.maxLength(AUDIENCES.length));
const id = v.pipe(v.string(), v.uuid());

const Day = v.pipe(
	v.object({
		date,
		starts: maybe(time),
		ends: maybe(time),
		half: maybe(v.picklist(HALVES)),
		remote: v.picklist(['', 'yes', 'no']),
		audience: audiences
	}),
	v.forward(
		v.check(({ starts, ends }) => !ends || (starts !== null && ends > starts)),
		['ends']
	),
	v.transform(({ remote, half, starts, ...day }) => ({
		...day,
		starts,
		half: starts ? null : half,
		remote: remote === '' ? null : remote === 'yes'
	}))
);

/** All facts of a meeting that its form changes, days in the order of their dates. */
export const MeetingFacts = v.object({
	/** The version that the form was filled with. */
	version: v.pipe(v.number(), v.integer()),
	title: texts(300),
	kind: v.picklist(MEETING_KINDS),
	objective: v.nullable(texts(5000)),
	theme: v.nullable(texts(500)),
	mode: v.nullable(v.picklist(MODES)),
	modeReason: v.nullable(texts(500)),
	roles: v.pipe(
		v.array(v.object({ role: v.picklist(MEETING_ROLES), organisationId: id })),
		v.maxLength(60)
	),
	chairId: maybe(id),
	place: v.object({
		name: line(200),
		address: line(300),
		postcode: line(20),
		city: line(120),
		country: v.pipe(v.string(), v.trim(), v.toUpperCase(), v.regex(/^([A-Z]{2})?$/)),
		url: maybe(outsideLink),
		map: maybe(outsideLink)
	}),
	timezone: v.pipe(v.string(), v.check(isZone)),
	languages: v.pipe(v.nullable(v.array(v.string())), v.array(v.string()), v.maxLength(30)),
	audience: audiences,
	days: v.pipe(
		v.array(Day),
		v.maxLength(30),
		v.rawCheck(({ dataset, addIssue }) => {
			if (!dataset.typed) return;
			const days = dataset.value;
			const at = days.findIndex((day, n) => n > 0 && day.date <= days[n - 1]!.date);
			if (at > 0)
				addIssue({
					message: 'days follow each other',
					path: [
						{ type: 'array', origin: 'value', input: days, key: at, value: days[at] },
						{
							type: 'object',
							origin: 'value',
							input: days[at]!,
							key: 'date',
							value: days[at]!.date
						}
					] as never
				});
		})
	),
	registration: v.object({
		url: maybe(outsideLink),
		deadline: maybe(date),
		language: v.pipe(v.string(), v.maxLength(35)),
		needed: v.boolean()
	}),
	lowBandwidth: v.boolean(),
	visibility: v.picklist(['public', 'members']),
	programmeStatus: maybe(v.picklist(['provisional', 'final'])),
	followsId: maybe(id),
	isSettled: v.boolean()
});
export type MeetingFacts = v.InferOutput<typeof MeetingFacts>;

/** What a new meeting begins with. Without a mode it is held in a room and by video. */
export const NewMeeting = v.object({
	dossierId: maybe(id),
	title: v.pipe(line(300), v.minLength(1)),
	kind: v.picklist(MEETING_KINDS),
	date: v.optional(maybe(date), '')
});
export type NewMeeting = v.InferOutput<typeof NewMeeting>;
