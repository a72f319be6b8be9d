import * as v from 'valibot';
import { line } from './meeting-facts.ts';
import { readTexts } from './meeting-form.ts';
import { TypedTexts } from './form-text.ts';
import { VISIBILITIES } from './report.ts';

/** What is recorded of who came; `expected` is planned and says nothing of it yet. */
export const ATTENDANCE_STATES = ['present', 'apologies', 'absent'] as const;
export type AttendanceState = (typeof ATTENDANCE_STATES)[number];
/** On site, by video, or several people before one device (a school). */
export const SEATS = ['on-site', 'remote', 'room-device'] as const;
export type Seat = (typeof SEATS)[number];

const id = v.pipe(v.string(), v.uuid());
const seat = v.pipe(
	v.optional(v.picklist(['', ...SEATS] as const), ''),
	v.transform((value) => value || null)
);
/** Heads where only a number is known; empty is null. */
const heads = v.pipe(
	v.optional(v.string(), ''),
	v.trim(),
	v.regex(/^(?:[1-9]\d{0,3})?$/),
	v.transform((text) => (text ? Number(text) : null))
);
const how = { seat, heads };
const state = v.optional(v.picklist(ATTENDANCE_STATES), 'present');

/** The list as its form gives it: the fields of a row bear the id of organisation or person. */
export const AttendanceForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields): Record<string, unknown> => ({
		version: Number(fields.version),
		visibility: fields.visibility,
		statement: readTexts(fields, 'statement'),
		entries: Object.keys(fields)
			.filter((name) => name.startsWith('state-'))
			.map((name) => name.slice('state-'.length))
			.map((row) => ({
				id: row,
				state: fields[`state-${row}`],
				seat: fields[`seat-${row}`],
				heads: fields[`heads-${row}`],
				isOff: fields[`off-${row}`] === 'on'
			}))
	})),
	v.object({
		version: v.pipe(v.number(), v.integer()),
		visibility: v.picklist(VISIBILITIES),
		statement: v.nullable(
			v.pipe(
				TypedTexts,
				v.check(({ texts }) => Object.values(texts).every((text) => text.length <= 2000))
			)
		),
		entries: v.array(
			v.object({
				id,
				state: v.picklist([...ATTENDANCE_STATES, 'expected'] as const),
				...how,
				isOff: v.boolean()
			})
		)
	})
);
export type AttendanceForm = v.InferOutput<typeof AttendanceForm>;

const name = v.pipe(line(300), v.minLength(1));
export const NewAttendance = v.object({ organisation: name, state, ...how });
export type NewAttendance = v.InferOutput<typeof NewAttendance>;

export const NewAttendant = v.object({
	person: v.pipe(line(120), v.minLength(1)),
	role: v.optional(line(200), ''),
	of: v.optional(line(300), ''),
	/** Who of those who bear the name; `new`: somebody else. */
	who: v.optional(v.union([v.picklist(['', 'new'] as const), id]), ''),
	state,
	...how
});
export type NewAttendant = v.InferOutput<typeof NewAttendant>;
