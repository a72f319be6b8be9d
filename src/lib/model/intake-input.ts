import * as v from 'valibot';
import { FORMATS, LONGEST_ITEM, LONGEST_TITLE } from './agenda.ts';
import { currency, money } from './form-text.ts';
import { readTree } from './form-tree.ts';
import { Doubt, PlacedLine } from './programme-draft.ts';

/** What a preview sends when somebody agrees to it: every value is checked anew here. */
export const KINDS = [
	'taskforce-meeting',
	'working-group-meeting',
	'working-visit',
	'expert-meeting',
	'presentation',
	'external-event'
] as const;
export const MODES = ['online', 'hybrid', 'on-site'] as const;

const oneLine = (text: string) =>
	text
		.toWellFormed()
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
const words = (max: number) =>
	v.pipe(v.optional(v.string(), ''), v.transform(oneLine), v.maxLength(max));
const text = (max: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value.toWellFormed().replaceAll('\r\n', '\n').trim()),
		v.maxLength(max)
	);
const title = v.pipe(v.string(), v.transform(oneLine), v.minLength(1), v.maxLength(LONGEST_TITLE));
const date = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d{2}-\d{2}$/),
	v.check((day) => new Date(`${day}T00:00Z`).toJSON()?.startsWith(day) ?? false)
);
const orNull = <S extends v.GenericSchema<string>>(schema: S) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((value) => value.trim() || null),
		v.nullable(schema)
	);
const time = orNull(v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/)));
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/));
const place = v.pipe(
	v.optional(v.string(), '1'),
	v.transform(Number),
	v.integer(),
	v.minValue(1),
	v.maxValue(99)
);
const flag = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => value !== '')
);
const minutes = v.pipe(
	v.optional(v.string(), ''),
	v.transform((value) => (value.trim() ? Number(value) : null)),
	v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(LONGEST_ITEM)))
);
const zone = v.pipe(
	v.string(),
	v.check((name) => {
		try {
			return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
		} catch {
			return false;
		}
	})
);
const list = <S extends v.GenericSchema>(schema: S, max: number) =>
	v.optional(v.pipe(v.array(schema), v.maxLength(max)), []);
const names = v.pipe(
	text(60_000),
	v.transform((value) => value.split('\n').map(oneLine).filter(Boolean)),
	v.maxLength(300),
	v.everyItem((name) => name.length <= LONGEST_TITLE)
);

const target = v.pipe(v.string(), v.regex(/^(?:new|meeting):[a-z0-9-]{1,200}$/));
const about = {
	intakeId: v.pipe(v.string(), v.uuid()),
	target,
	title,
	language,
	timezone: zone,
	mode: orNull(v.picklist(MODES)),
	host: words(LONGEST_TITLE),
	place: words(LONGEST_TITLE),
	objective: text(5000)
};

const Speaker = v.object({
	name: words(200),
	role: words(200),
	organisation: words(LONGEST_TITLE)
});

const Item = v.pipe(
	v.object({
		leave: flag,
		day: place,
		part: place,
		title: v.pipe(v.string(), v.transform(oneLine), v.maxLength(LONGEST_TITLE)),
		talk: words(LONGEST_TITLE),
		talkLanguage: v.optional(language, 'en'),
		format: v.picklist(FORMATS),
		language: orNull(language),
		minutes,
		speakers: list(Speaker, 60)
	}),
	v.forward(
		v.check(({ leave, title }) => leave || title !== ''),
		['title']
	)
);

const Programme = v.object({
	...about,
	kind: v.picklist(KINDS),
	theme: text(2000),
	isProvisional: flag,
	/** The public may read of it at once; else it stays with the dossier until it is announced. */
	isAnnounced: flag,
	/** What the preview showed beside its fields (`readKept`). */
	kept: v.optional(v.string(), ''),
	days: v.pipe(
		v.array(
			v.object({
				date,
				starts: time,
				ends: time,
				half: orNull(v.picklist(['morning', 'afternoon']))
			})
		),
		v.minLength(1),
		v.maxLength(30)
	),
	parts: list(v.object({ day: place, part: place, title: words(LONGEST_TITLE) }), 300),
	items: list(Item, 400),
	/** Lines without a place that are to become items. */
	taken: list(words(LONGEST_TITLE), 300),
	invited: names,
	isListOpen: flag,
	budget: list(
		v.object({
			label: words(LONGEST_TITLE),
			payers: words(LONGEST_TITLE),
			amount: money,
			currency
		}),
		100
	)
});

const Report = v.object({
	...about,
	days: v.pipe(v.array(v.object({ date })), v.minLength(1), v.maxLength(30)),
	summary: text(20_000),
	parts: list(v.object({ leave: flag, title: words(LONGEST_TITLE), text: text(60_000) }), 300),
	nextSteps: v.pipe(
		text(60_000),
		v.transform((value) => value.split('\n').map(oneLine).filter(Boolean)),
		v.maxLength(200)
	),
	attendance: text(2000)
});

const fields = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((values): unknown => readTree(values))
);
export const ProgrammeInput = v.pipe(fields, Programme);
export type ProgrammeInput = v.InferOutput<typeof ProgrammeInput>;
export const PastReportInput = v.pipe(fields, Report);
export type PastReportInput = v.InferOutput<typeof PastReportInput>;

/** What the preview shows beside its fields, sent along so that a refused form shows it again. */
const Kept = v.object({ doubts: v.array(Doubt), lines: v.array(PlacedLine) });
export type Kept = v.InferOutput<typeof Kept>;

/** Reads what was sent along; nothing when somebody changed it. */
export function readKept(json: string | undefined): Kept {
	try {
		const parsed = v.safeParse(Kept, JSON.parse(json ?? ''));
		if (parsed.success) return parsed.output;
	} catch {
		// not ours any more
	}
	return { doubts: [], lines: [] };
}
