import type { ReportContent } from '#lib/model/report.ts';
import type { Imprint, Part } from './document.ts';
import type { Facts } from './facts.ts';
import type { Words } from './words.ts';

/** The head of the report: every label has a value, if only "not stated". */
export function describeFacts(content: ReportContent, imprint: Imprint, words: Words): Part {
	const rows: Extract<Part, { kind: 'facts' }>['rows'] = [
		{ label: words.label('report'), value: nameVersion(imprint, words) }
	];
	const add = (label: string, value: string, lang?: string) =>
		rows.push({ label: words.label(label), value, ...(lang ? { lang } : {}) });
	rows.push({ label: words.label('address'), value: imprint.address, href: imprint.address });
	if (content.dossier) add('dossier', content.dossier.title.text, content.dossier.title.lang);
	if (content.ordinal !== null) add('number', String(content.ordinal));
	add(content.days.length > 1 ? 'dates' : 'date', describeDays(content, words));
	add('zone', content.timezone);
	add('host', content.host?.name ?? words.say('not_stated'));
	add('place', describePlace(content, words));
	add('mode', describeMode(content, words));
	add('language', words.language(content.language));
	if (imprint.original)
		add(
			'original',
			words.say('translation_of', {
				language: words.language(imprint.original),
				n: imprint.version
			})
		);
	if (content.author) add('author', content.author.name);
	if (content.previousMeeting)
		add('previous_meeting', content.previousMeeting.title.text, content.previousMeeting.title.lang);
	return { kind: 'facts', rows };
}

export function nameVersion(
	imprint: Pick<Imprint, 'version' | 'at' | 'state'>,
	words: Words
): string {
	const version = words.say('version_of', { n: imprint.version, date: words.instant(imprint.at) });
	return `${version} (${words.say(`state_${imprint.state}`).toLocaleLowerCase(words.locale)})`;
}

/** All days in one line. */
export function describeDays({ days }: Pick<Facts, 'days'>, words: Words): string {
	if (days.length === 0) return words.say('not_stated');
	return days.map((day) => describeDay(day, words)).join('; ');
}

/** The date with its weekday, and hours, half of the day, or the words for "not stated". */
export function describeDay(day: ReportContent['days'][number], words: Words): string {
	const hours = day.starts
		? `${day.starts.slice(0, 5)}${day.ends ? `–${day.ends.slice(0, 5)}` : ''}`
		: words.say(day.half ?? 'time_unknown');
	const text = `${words.date(day.date)}, ${hours}`;
	if (day.held !== false) return text;
	return `${text} (${words.say('outcome_not_held').toLocaleLowerCase(words.locale)})`;
}

/** The address of the place, or the word for online where the meeting had none. */
export function describePlace(content: Pick<Facts, 'place' | 'mode'>, words: Words): string {
	if (content.place) return content.place;
	return content.mode === 'online' ? words.say('mode_online') : words.say('not_stated');
}

export function describeMode(content: Pick<Facts, 'mode' | 'modeReason'>, words: Words): string {
	const mode = content.mode ? words.say(`mode_${content.mode}`) : words.say('not_stated');
	return content.modeReason ? `${mode} (${content.modeReason.text})` : mode;
}
