import * as v from 'valibot';
import { ACCESSES, FORMATS, LONGEST_ITEM, LONGEST_TITLE } from './agenda.ts';
import { RATE } from './playback.ts';
import { LONGEST_REASON } from './suggestion.ts';

/*
 * What a person may ask of a meeting. Issue messages are refusal codes: the interface translates
 * `error_<code>`. Unknown fields are dropped.
 */

const id = v.pipe(v.string(), v.uuid());
/** One line of well-formed text: control characters and lone surrogates cannot be stored. */
const line = v.pipe(
	v.string(),
	v.transform((text) =>
		text
			.toWellFormed()
			.replace(/[\p{Cc}\s]+/gu, ' ')
			.trim()
	)
);
const title = v.pipe(
	line,
	v.minLength(1, 'title_missing'),
	v.maxLength(LONGEST_TITLE, 'title_too_long')
);
const place = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(99));
const minutes = v.pipe(
	v.number(),
	v.integer('minutes_wrong'),
	v.minValue(1, 'minutes_wrong'),
	v.maxValue(LONGEST_ITEM, 'minutes_wrong')
);
const language = v.pipe(v.string(), v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'language_wrong'));
const people = v.pipe(v.array(id), v.maxLength(60));
const reason = v.pipe(line, v.maxLength(LONGEST_REASON, 'reason_too_long'));
const partTitle = v.pipe(line, v.maxLength(LONGEST_TITLE, 'title_too_long'));
const date = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, 'date_wrong'),
	v.check((text) => new Date(`${text}T00:00Z`).toJSON()?.startsWith(text) ?? false, 'date_wrong')
);
const time = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'time_wrong'));
const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** `titleLanguage` is the language a title was typed in, `language` the one spoken in the item. */
const details = {
	format: v.optional(v.picklist(FORMATS)),
	minutes: v.optional(v.nullable(minutes)),
	language: v.optional(v.nullable(language)),
	titleLanguage: v.optional(language),
	speakerIds: v.optional(people),
	organisationIds: v.optional(people),
	filmId: v.optional(v.nullable(id))
};

/** `date` is the date that `day` had when it was chosen: days may have moved since. */
const where = {
	afterId: v.optional(v.nullable(id)),
	day: v.optional(place),
	part: v.optional(place),
	date: v.optional(date)
};

export const commands = {
	'meeting.open': v.object({}),
	'meeting.close': v.object({}),
	'item.add': v.object({
		title,
		...where,
		...details
	}),
	'item.edit': v.object({ itemId: id, title: v.optional(title), ...details }),
	'item.move': v.object({
		itemId: id,
		...where,
		afterId: v.nullable(id)
	}),
	'item.remove': v.object({ itemId: id }),
	'item.restore': v.object({ itemId: id }),
	'item.open': v.object({ itemId: id }),
	'day.add': v.object({
		date,
		starts: v.optional(v.nullable(time)),
		ends: v.optional(v.nullable(time))
	}),
	'day.edit': v.object({
		day: place,
		date,
		to: v.optional(date),
		starts: v.optional(v.nullable(time)),
		ends: v.optional(v.nullable(time))
	}),
	'day.remove': v.object({ day: place, date }),
	'part.add': v.object({
		day: place,
		title: v.pipe(partTitle, v.minLength(1, 'name_missing')),
		titleLanguage: v.optional(language)
	}),
	/** An empty title takes the name away. */
	'part.name': v.object({
		day: place,
		part: place,
		title: partTitle,
		titleLanguage: v.optional(language)
	}),
	'part.remove': v.object({ day: place, part: place }),
	'suggestion.add': v.object({
		title,
		titleLanguage: v.optional(language),
		minutes: v.optional(v.nullable(minutes)),
		reason: v.optional(v.nullable(reason))
	}),
	'suggestion.withdraw': v.object({ suggestionId: id }),
	'suggestion.accept': v.object({
		suggestionId: id,
		...where,
		minutes: v.optional(v.nullable(minutes))
	}),
	'suggestion.decline': v.object({
		suggestionId: id,
		reason: v.pipe(reason, v.minLength(1, 'reason_missing'))
	}),
	/** Items of earlier meetings of the dossier: as a template, or because they were postponed. */
	'agenda.take': v.object({
		itemIds: v.pipe(v.array(id), v.minLength(1, 'nothing_chosen'), v.maxLength(300)),
		as: v.picklist(['template', 'postponed']),
		day: v.optional(place),
		part: v.optional(place)
	}),
	'item.close': v.object({ itemId: id }),
	'item.postpone': v.object({ itemId: id, to: v.picklist(['day-end', 'next-meeting']) }),
	'item.access': v.object({ itemId: id, access: v.picklist(ACCESSES) }),
	'item.mark': v.object({
		itemId: id,
		status: v.picklist(['planned', 'done', 'not-discussed', 'postponed'])
	}),
	advance: v.object({ fromItemId: v.nullable(id) }),
	'timer.start': v.object({ itemId: id }),
	'timer.pause': v.object({ itemId: id }),
	/** `from` is the time granted (ms) that its sender saw. */
	'timer.extend': v.object({ itemId: id, minutes, from: v.nullable(v.number()) }),
	/** So many minutes from now on. */
	'timer.set': v.object({ itemId: id, minutes }),
	'film.start': v.object({
		filmId: id,
		position: v.optional(seconds),
		suggestedSubtitles: v.optional(v.nullable(language))
	}),
	'film.play': v.object({}),
	'film.pause': v.object({}),
	'film.seek': v.object({ position: seconds }),
	'film.rate': v.object({
		rate: v.pipe(v.number(), v.minValue(RATE.min, 'rate_wrong'), v.maxValue(RATE.max, 'rate_wrong'))
	}),
	'film.stop': v.object({})
} as const;

export type CommandType = keyof typeof commands;
export type CommandArgs<T extends CommandType> = v.InferOutput<(typeof commands)[T]>;
export type Command = { [T in CommandType]: { type: T; args: CommandArgs<T> } }[CommandType];

const CODES = [
	'title_missing',
	'title_too_long',
	'minutes_wrong',
	'language_wrong',
	'rate_wrong',
	'date_wrong',
	'time_wrong',
	'name_missing',
	'reason_missing',
	'reason_too_long',
	'nothing_chosen'
];

/**
 * Reads a command from the wire or a form. A refusal names its code: `unknown_command`,
 * `malformed`, or what is wrong with a field.
 */
export function parseCommand(
	type: string,
	args: unknown
): { ok: true; command: Command } | { ok: false; code: string } {
	if (!Object.hasOwn(commands, type)) return { ok: false, code: 'unknown_command' };
	const parsed = v.safeParse(commands[type as CommandType], args);
	if (parsed.success) return { ok: true, command: { type, args: parsed.output } as Command };
	const code = parsed.issues.map((issue) => issue.message).find((text) => CODES.includes(text));
	return { ok: false, code: code ?? 'malformed' };
}
