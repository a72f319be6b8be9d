import { formatDate, joinNames, localeOf } from '#lib/model/calendar-date.ts';
import { nameLanguage } from '#lib/model/language.ts';
import { show, type Locale, type Localised } from '#lib/model/localised.ts';
import type { Hours } from '#lib/model/meeting-arrangement.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import { findMap, writePlace } from '#lib/model/place.ts';
import { findDates, weekdayOf, writeIsoDate } from '#lib/model/programme-date.ts';
import type { Programme, ProgrammeDay } from '#lib/model/programme.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Letter, LetterKind } from './letter.rows.ts';

type Inputs = Record<string, string | number>;
export type Say = (key: string, inputs?: Inputs) => string;
type Message = (inputs: Inputs, options: { locale: Locale }) => string;

/** The words of the interface in one language, by their key. */
export function speakerOf(locale: Locale): Say {
	return (key, inputs = {}) =>
		(m as unknown as Record<string, Message>)[key.replaceAll(/[^a-z0-9]+/gi, '_').toLowerCase()]!(
			inputs,
			{ locale }
		);
}

/** A word and what it stands for, unless that is not known. */
export function label(say: Say, key: string, value: string | undefined): string | undefined {
	return value ? `${say('dossier_labelled', { label: say(key) })} ${value}` : undefined;
}

/** When, where and how a meeting is, one line each, as far as it is known. */
export function writeFacts(meeting: Programme, locale: Locale, address: string): string {
	const say = speakerOf(locale);
	const when = meeting.days.length
		? meeting.days.map((day) => writeDay(day, meeting.timezone, locale, say))
		: [say('meeting_date_unknown')];
	return [
		label(say, 'programme_when', when.join('\n  ')),
		meeting.mode && label(say, 'programme_mode', say(`programme_mode_${meeting.mode}`)),
		label(say, 'programme_where', writePlace(meeting.place, meeting.city)),
		findMap(meeting.place, meeting.city),
		label(say, 'programme_how_to_join', writeJoining(meeting, say, address)),
		label(
			say,
			'programme_languages',
			joinNames(
				meeting.languages.map((tag) => nameLanguage(tag, locale)),
				localeOf(locale)
			)
		),
		label(
			say,
			'programme_host',
			meeting.host ? nameOrganisation(meeting.host, locale).text : undefined
		)
	]
		.filter(Boolean)
		.join('\n');
}

/** A draft of the letter about a meeting in one language, every fact taken from the meeting. */
export function writeLetter(
	meeting: Programme,
	kind: Exclude<LetterKind, 'change'>,
	locale: Locale,
	address: string
): Letter {
	const say = speakerOf(locale);
	const text = (value: Localised | null) => show(value, locale)?.text;
	const title = show(meeting.title, locale).text;
	const facts = writeFacts(meeting, locale, address);
	const agenda = meeting.items.map((item) => `- ${text(item.title)}`);
	const opening =
		kind === 'invitation'
			? [say('meeting_letter_hello'), say('meeting_letter_invites', { title })]
			: [say('meeting_letter_scheduled', { title })];
	// A notice is the entry of a timeline: it says when and where, and the page says the rest.
	if (kind === 'notice')
		return {
			subject: say('meeting_letter_notice', { title }),
			body: [...opening, facts].join('\n\n')
		};
	const parts = [
		...opening,
		text(meeting.objective),
		facts,
		agenda.length
			? [
					`${say('dossier_labelled', { label: say('programme_agenda') })}${
						meeting.programmeStatus === 'provisional'
							? ` ${say('programme_agenda_provisional')}`
							: ''
					}`,
					...agenda
				].join('\n')
			: undefined,
		address,
		say('meeting_letter_names')
	];
	return {
		subject: say('meeting_letter_subject', { title }),
		body: parts.filter(Boolean).join('\n\n')
	};
}

/** A day with its hours, and whether it is there or from afar where days differ. */
export function writeDay(
	day: Pick<ProgrammeDay, 'date'> & Omit<Hours, 'zone'>,
	zone: string | null,
	locale: Locale,
	say: Say
): string {
	const hours = day.starts
		? `${[day.starts, day.ends].filter(Boolean).join('–')} (${zone})`
		: day.half
			? say(`programme_half_${day.half}`)
			: say('programme_time_unknown');
	const way =
		day.remote === null ? [] : [say(day.remote ? 'programme_day_remote' : 'programme_day_on_site')];
	return [formatDate(day.date, 'day', locale), hours, ...way].join(', ');
}

function writeJoining(meeting: Programme, say: Say, address: string): string {
	const { registration, mode } = meeting;
	if (registration?.url) return `${say('programme_join_registration')}: ${registration.url}`;
	if (registration) return say('programme_join_link_unknown');
	if (!mode) return say('programme_join_unknown');
	const remote = mode === 'on-site' ? undefined : `${say('programme_join_there')} ${address}`;
	return [mode === 'online' ? undefined : say('programme_join_room'), remote]
		.filter(Boolean)
		.join(' ');
}

/**
 * Whether a text names a day of before a move, and not the day on which the meeting begins now, in
 * whatever way it writes them. A date without year may be of any.
 */
export function namesFormerDates(
	{ subject, body }: Letter,
	former: string[],
	dates: string[]
): boolean {
	// Addresses may bear a date that nobody reads, and "17:00 – 27 May" no range of days.
	const text = `${subject}\n${body}`
		.normalize('NFC')
		.replace(/https?:\/\/\S+|(?<!\d)\d{1,2}[:h]\d{2}(?!\d)/giu, '|');
	const found = findDates(text);
	const isNamed = (date: string) =>
		found.some(({ year, month, days, weekday }) => {
			const isOwnYear = year === null && (weekday === null || weekday === weekdayOf(date));
			const own = year ?? (isOwnYear ? Number(date.slice(0, 4)) : null);
			return own !== null && days.some((day) => writeIsoDate(own, month, day) === date);
		});
	const [first] = dates;
	return first !== undefined && !isNamed(first) && former.some(isNamed);
}
