import type { Actor } from '#lib/model/actor.ts';
import { FORMATS } from '#lib/model/agenda.ts';
import { show, type Localised } from '#lib/model/localised.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import type { Programme, ProgrammeItem } from '#lib/model/programme.ts';
import { planItems, type Planned } from '#lib/model/schedule.ts';
import { getProgramme } from '../meeting/programme.ts';
import type { Db } from '../platform/db.ts';
import type { Part } from './document.ts';
import { describeDay } from './document-facts.ts';
import { keepProgramme } from './programme-file.ts';
import { Words } from './words.ts';

export interface ProgrammeRequest {
	slug: string;
	/** Scheme and host of this site. */
	origin: string;
	/** Of the labels; titles that have no translation stay in their own. */
	language: string;
}

/**
 * A meeting's programme as it stands now, tagged (PDF/UA-1), marked provisional or final, with its
 * version: the first, and one more with every change to the meeting. The file is kept until something
 * in it changes.
 * @throws {AppError} `not_found`, also when the actor may not read the meeting; `pdf_missing` (503)
 */
export async function printProgramme(
	db: Db,
	actor: Actor | null,
	request: ProgrammeRequest
): Promise<{ bytes: Buffer; name: string }> {
	const { slug, origin, language } = request;
	const meeting = await getProgramme(db, actor, slug);
	const words = new Words(language, meeting.timezone);
	const address = `${origin}/meetings/${slug}`;
	const title = phrase(meeting.title, words);
	const host = meeting.host && nameOrganisation(meeting.host, words.locale).text;
	const bytes = await keepProgramme(db, { meetingId: meeting.id, version: countVersion(meeting) }, [
		describeProgramme(meeting, words, address),
		{
			language: words.locale,
			timezone: meeting.timezone,
			title,
			host: host ? { slug: meeting.host!.slug, name: host } : null
		},
		{
			slug,
			version: countVersion(meeting),
			at: new Date(meeting.updatedAt).toISOString(),
			address,
			note: nameVersion(meeting, words)
		}
	]);
	return { bytes, name: `${slug}-programme-v${countVersion(meeting)}.pdf` };
}

function countVersion({ sequence }: Programme): number {
	return sequence + 1;
}

function nameVersion(meeting: Programme, words: Words): string {
	const version = words.say('version_of', {
		n: countVersion(meeting),
		date: words.instant(new Date(meeting.updatedAt).toISOString())
	});
	return `${nameStatus(meeting, words)} · ${version}`;
}

function nameStatus({ programmeStatus }: Programme, words: Words): string {
	return words.say(programmeStatus ? `programme_${programmeStatus}` : 'programme');
}

/** The programme as a sequence of parts, which the printer of reports prints. */
export function describeProgramme(meeting: Programme, words: Words, address: string): Part[] {
	const title = phrase(meeting.title, words);
	const objective = meeting.objective && phrase(meeting.objective, words);
	const disclaimer = meeting.disclaimer && phrase(meeting.disclaimer, words);
	const parts: Part[] = [
		{ kind: 'heading', level: 1, ...title },
		describeHead(meeting, words, address)
	];
	if (objective?.text)
		parts.push(
			{ kind: 'heading', level: 2, text: words.say('objective') },
			{ kind: 'text', ...objective }
		);
	parts.push({ kind: 'heading', level: 2, text: words.say('programme') });
	parts.push(...describeItems(meeting, words));
	if (disclaimer) parts.push({ kind: 'text', soft: true, ...disclaimer });
	return parts;
}

function describeHead(meeting: Programme, words: Words, address: string): Part {
	const rows: Extract<Part, { kind: 'facts' }>['rows'] = [];
	const add = (label: string, value: string) => rows.push({ label: words.label(label), value });
	add('programme', nameVersion(meeting, words));
	rows.push({ label: words.label('address'), value: address, href: address });
	const days = meeting.days.map((day) => describeDay(day, words)).join('; ');
	add(meeting.days.length > 1 ? 'dates' : 'date', days || words.say('not_stated'));
	add('zone', meeting.timezone);
	const host = meeting.host && nameOrganisation(meeting.host, words.locale).text;
	add('host', host || words.say('not_stated'));
	add('place', describePlace(meeting, words));
	const mode = ['online', 'hybrid', 'on-site'].find((one) => one === meeting.mode);
	add('mode', mode ? words.say(`mode_${mode}`) : words.say('not_stated'));
	return { kind: 'facts', rows };
}

function describePlace({ place, city, mode }: Programme, words: Words): string {
	const town = [place?.postcode, place?.city ?? city].filter(Boolean).join(' ');
	const known = [place?.name, town].filter(Boolean).join(', ');
	return known || words.say(mode === 'online' ? 'mode_online' : 'not_stated');
}

function describeItems(meeting: Programme, words: Words): Part[] {
	const plan = planItems(meeting);
	const parts: Part[] = [];
	for (const day of meeting.days) {
		const items = meeting.items.filter((item) => item.day === day.day);
		if (items.length === 0) continue;
		const name = words.say('day', { n: day.day });
		if (meeting.days.length > 1)
			parts.push({ kind: 'heading', level: 3, text: words.title(name, words.date(day.date)) });
		const numbers = [...new Set(items.map(({ part }) => part))].sort((a, b) => a - b);
		for (const [index, part] of numbers.entries()) {
			const own = meeting.parts.find((one) => one.day === day.day && one.part === part);
			const named = own && phrase(own.title, words).text;
			const isNamed = numbers.length > 1 || named;
			if (isNamed)
				parts.push({
					kind: 'heading',
					level: meeting.days.length > 1 ? 4 : 3,
					text: words.title(words.say('part', { n: index + 1 }), named)
				});
			const level = ((meeting.days.length > 1 ? 4 : 3) + (isNamed ? 1 : 0)) as 3 | 4 | 5;
			for (const item of items.filter((one) => one.part === part))
				parts.push(...describeItem(item, plan.get(item.id), words, level));
		}
	}
	return parts;
}

function describeItem(
	item: ProgrammeItem,
	planned: Planned | undefined,
	words: Words,
	level: 3 | 4 | 5
): Part[] {
	const time = (at: number) => words.time(new Date(at).toISOString());
	const known = (FORMATS as readonly string[]).includes(item.format);
	const course = [
		planned && `${time(planned.starts)}–${time(planned.ends)}`,
		known ? words.say(`format_${item.format}`) : item.format,
		item.minutes && words.say('minutes', { n: item.minutes }),
		item.language && words.say('in_language', { language: words.language(item.language) }),
		item.subtitles.length &&
			words.say('subtitled', {
				languages: item.subtitles.map((tag) => words.language(tag)).join(', ')
			})
	].filter(Boolean);
	const parts: Part[] = [
		{ kind: 'heading', level, ...phrase(item.title, words) },
		{ kind: 'text', soft: true, text: course.join(' · ') }
	];
	if (item.talk) parts.push({ kind: 'text', ...show(item.talk, item.talk.original) });
	const speakers = item.speakers.map(({ name, role, organisation }) => {
		const from = organisation && nameOrganisation(organisation, words.locale).text;
		return [name, role, from].filter(Boolean).join(', ') || words.say('speaker_unnamed');
	});
	if (speakers.length)
		parts.push({ kind: 'text', text: words.title(words.say('speakers'), speakers.join('; ')) });
	const organisations = item.organisations.map((one) => nameOrganisation(one, words.locale).text);
	if (organisations.length)
		parts.push({
			kind: 'text',
			text: words.title(words.say('organisations'), organisations.join(', '))
		});
	return parts;
}

function phrase(text: Localised, words: Words): { text: string; lang: string } {
	const shown = show(text, words.locale);
	return { text: shown.text, lang: shown.lang };
}
