import * as v from 'valibot';
import type { Localised } from './localised.ts';
import { CURRENCIES } from './money.ts';

/*
 * How the forms of the desk name their fields: `title:en` is the English text of `title`, and
 * `payer:0` the first of several payers. `gather` makes records of them, so that one schema reads
 * them and a form works without JavaScript.
 */

/** The fields of a form with those named `name:part` collected under `name`. */
export function gather(
	fields: Record<string, string>
): Record<string, string | Record<string, string>> {
	const found: Record<string, string | Record<string, string>> = {};
	for (const [name, value] of Object.entries(fields)) {
		const at = name.indexOf(':');
		if (at < 0) found[name] = value;
		else {
			const key = name.slice(0, at);
			const group = found[key];
			const parts = typeof group === 'object' ? group : {};
			found[key] = { ...parts, [name.slice(at + 1)]: value };
		}
	}
	return found;
}

/** A schema over the fields of a form as `gather` collects them. */
export function formOf<E extends v.ObjectEntries>(
	entries: E
): v.GenericSchema<Record<string, string>, v.InferOutput<v.ObjectSchema<E, undefined>>> {
	// The two sides of the pipe meet only at run time: each entry checks what it is given.
	const collected = v.object(entries) as unknown as v.GenericSchema<
		ReturnType<typeof gather>,
		v.InferOutput<v.ObjectSchema<E, undefined>>
	>;
	return v.pipe(v.record(v.string(), v.string()), v.transform(gather), collected);
}

// Embeddings and overrides of direction would turn around what stands after the text on a page.
const DIRECTION_OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;

/** What a person typed, as it is kept: one kind of line break, no spaces around, nothing invisible that turns lines. */
export function clean(text: string): string {
	return text.replaceAll('\r\n', '\n').replaceAll(DIRECTION_OVERRIDES, '').normalize('NFC').trim();
}

/** One line of text, at most `max` characters; empty becomes null. */
export const line = (max: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => clean(text).replaceAll(/\s+/g, ' ')),
		v.maxLength(max),
		v.transform((text) => text || null)
	);

/** One line that must be filled in. */
export const requiredLine = (max: number) =>
	v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => clean(text).replaceAll(/\s+/g, ' ')),
		v.minLength(1),
		v.maxLength(max)
	);

/** A text as a form gives it: per language, and which translations were confirmed as still right. */
export const TypedTexts = v.object({
	original: v.string(),
	texts: v.record(v.string(), v.string()),
	same: v.array(v.string())
});
export type TypedTexts = v.InferOutput<typeof TypedTexts>;

const TAG = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

function readTexts(fields: Record<string, string>): TypedTexts | null {
	const texts: Record<string, string> = {};
	for (const [tag, text] of Object.entries(fields)) if (TAG.test(tag) && text) texts[tag] = text;
	const tags = Object.keys(texts);
	if (!tags[0]) return null;
	const wanted = fields.original ?? '';
	return {
		original: texts[wanted] ? wanted : tags[0],
		texts,
		same: tags.filter((tag) => fields[`same.${tag}`])
	};
}

/** A text in several languages, each at most `max` characters; null when all are empty. */
export const texts = (max: number) =>
	v.pipe(
		v.optional(v.record(v.string(), v.pipe(v.string(), v.transform(clean), v.maxLength(max))), {}),
		v.transform(readTexts)
	);

/** A text in at least one language. */
export const requiredTexts = (max: number) =>
	v.pipe(
		texts(max),
		v.check((value) => value !== null),
		v.transform((value) => value as TypedTexts)
	);

/** Several values of one name (`payer:0`, `payer:1`), in order, without the empty ones. */
export const several = (max: number) =>
	v.pipe(
		v.optional(v.record(v.string(), v.pipe(v.string(), v.maxLength(max))), {}),
		v.transform((values) => [...new Set(Object.values(values).map(clean).filter(Boolean))])
	);

/** The names whose boxes were ticked (`activity:company-visit`). */
export const ticked = <const T extends readonly string[]>(names: T) =>
	v.pipe(
		v.optional(v.record(v.string(), v.string()), {}),
		v.transform((boxes) => names.filter((name) => boxes[name] !== undefined))
	);

/** One of `names`; an empty choice is null. */
export const chosen = <const T extends readonly string[]>(names: T) =>
	v.pipe(
		v.optional(v.union([v.literal(''), v.picklist(names)]), ''),
		v.transform((name): T[number] | null => name || null)
	);

/** An entry that is new has neither; one that is changed bears the version that was shown. */
export const entry = {
	id: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.uuid())]), ''),
	version: v.optional(v.string(), '')
};

/** An address on the web, http or https only. */
export const webAddress = v.pipe(
	v.optional(v.string(), ''),
	v.transform(clean),
	v.union([
		v.literal(''),
		v.pipe(v.string(), v.maxLength(2000), v.url(), v.regex(/^https?:\/\//i))
	]),
	v.transform((address) => address || null)
);

/** A date as exact as it is known: `2021`, `2021-12`, `2021-12-10`, or nothing. */
export const roughDate = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.trim()),
	v.check((text) => text === '' || isRoughDate(text)),
	v.transform((text) => {
		const precision = (['year', 'month', 'day'] as const)[text.split('-').length - 1] ?? 'day';
		return text === ''
			? { date: null, datePrecision: 'unknown' as const }
			: { date: `${text}-01-01`.slice(0, 10), datePrecision: precision };
	})
);

function isRoughDate(text: string): boolean {
	if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
	const full = `${text}-01-01`.slice(0, 10);
	const date = new Date(`${full}T00:00:00Z`);
	return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(full);
}

/** A date as it is typed into `roughDate`. */
export function writeRoughDate(date: string | null, precision: string): string {
	if (!date || precision === 'unknown') return '';
	return date.slice(0, { year: 4, month: 7 }[precision] ?? 10);
}

/** A day, or nothing. */
export const day = v.pipe(
	roughDate,
	v.check(({ datePrecision }) => datePrecision === 'day' || datePrecision === 'unknown'),
	v.transform(({ date }) => date)
);

/** A number as people type it (`1 741`, `12,5`), exact, as text for the database; empty becomes null. */
export const decimal = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) => text.replaceAll(/[\s\u00a0\u202f']/g, '').replace(',', '.')),
	v.regex(/^$|^-?\d{1,15}(\.\d{1,4})?$/),
	v.transform((text) => text || null)
);

/** An amount of money: two places at most, so that "5.000" is refused and never taken for five. */
export const money = v.pipe(
	decimal,
	v.check((amount) => amount === null || !/\.\d{3}/.test(amount))
);
export const currency = v.pipe(
	v.optional(v.picklist(['', ...CURRENCIES]), ''),
	v.transform((code) => code || null)
);

/**
 * The text to be kept. A translation that was not touched while the original changed is marked
 * `outdated`, unless it was confirmed; one that was written now is a person's.
 */
export function mergeTexts(before: Localised | null, typed: TypedTexts): Localised;
export function mergeTexts(before: Localised | null, typed: TypedTexts | null): Localised | null;
export function mergeTexts(before: Localised | null, typed: TypedTexts | null): Localised | null {
	if (!typed) return null;
	const { original, texts: words, same } = typed;
	const hasMoved = before !== null && before.texts[before.original] !== words[original];
	const states: NonNullable<Localised['states']> = {};
	for (const tag of Object.keys(words)) {
		if (tag === original) continue;
		const known = before?.texts[tag] === words[tag] ? before?.states?.[tag] : 'human';
		if (same.includes(tag)) states[tag] = 'human';
		else if (hasMoved && before.texts[tag] === words[tag]) states[tag] = 'outdated';
		else if (known) states[tag] = known;
	}
	return Object.keys(states).length
		? { original, texts: words, states }
		: { original, texts: words };
}
