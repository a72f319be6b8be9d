import { FORMATS } from '#lib/model/agenda.ts';
import type { ReportAction, ReportItem, Speaker } from '#lib/model/report.ts';
import type { Part } from './document.ts';
import type { Words } from './words.ts';

/** One item: what was planned, what happened, who spoke, what was said, decided, agreed and shown. */
export function describeItem(item: ReportItem, words: Words, level: 3 | 4): Part[] {
	const parts: Part[] = [
		{ kind: 'heading', level, text: item.title.text, lang: item.title.lang },
		{ kind: 'text', soft: true, text: describeCourse(item, words) }
	];
	if (item.talk) parts.push({ kind: 'text', text: item.talk.text, lang: item.talk.lang });
	const speakers = item.speakers.map((speaker) => describeSpeaker(speaker, words));
	if (speakers.length)
		parts.push({ kind: 'text', text: `${words.label('speakers')} ${speakers.join('; ')}` });
	if (item.organisations.length)
		parts.push({
			kind: 'text',
			text: `${words.label('organisations')} ${item.organisations.join(', ')}`
		});
	for (const block of item.blocks) parts.push({ kind: 'text', text: block.text });
	if (item.lines.length)
		parts.push({
			kind: 'list',
			entries: item.lines.map((line) => words.title(line.organisation, line.text))
		});
	for (const decision of item.decisions)
		parts.push({
			kind: 'marked',
			mark: 'decision',
			id: `decision-${decision.id}`,
			label: words.label('decision'),
			text: decision.text
		});
	for (const action of item.actions)
		parts.push({
			kind: 'marked',
			mark: 'action',
			id: `action-${action.id}`,
			label: words.label('action'),
			text: action.text,
			note: describeAction(action, words)
		});
	if (item.films.length)
		parts.push({
			kind: 'text',
			text: `${words.label('films')} ${item.films
				.map(({ title, at }) =>
					at ? `${title.text} (${words.say('film_at', { time: words.time(at) })})` : title.text
				)
				.join('; ')}`
		});
	return parts;
}

/** Format, language, planned and actual time, and what became of it when it was not simply held. */
export function describeCourse(item: ReportItem, words: Words): string {
	const known = (FORMATS as readonly string[]).includes(item.format);
	const subtitles = item.subtitles.map((tag) => words.language(tag)).join(', ');
	return [
		known ? words.say(`format_${item.format}`) : item.format,
		item.language && words.say('in_language', { language: words.language(item.language) }),
		subtitles && words.say('subtitled', { languages: subtitles }),
		item.planned.minutes && words.say('planned_minutes', { n: item.planned.minutes }),
		describeTimes(item, words),
		item.outcome !== 'held' && words.say(`outcome_${item.outcome}`)
	]
		.filter(Boolean)
		.join(' · ');
}

function describeTimes({ actual }: ReportItem, words: Words): string | null {
	if (!actual) return null;
	const from = words.time(actual.openedAt);
	if (!actual.closedAt || actual.minutes === null) return words.say('actual_from', { from });
	return words.say('actual_times', { from, to: words.time(actual.closedAt), n: actual.minutes });
}

/** The name where it may be printed, else the role; with the organisation of that day. */
export function describeSpeaker(speaker: Speaker, words: Words): string {
	const who = [speaker.name, speaker.role, speaker.organisation].filter(Boolean).join(', ');
	return speaker.spoke === false ? `${who} (${words.say('speaker_absent')})` : who;
}

export function describeAction(
	action: Pick<ReportAction, 'owner' | 'due' | 'state'>,
	words: Words
): string {
	return [
		action.owner?.name ?? words.say('no_owner'),
		action.due ? words.date(action.due) : words.say('no_due'),
		words.say(`action_${action.state}`)
	].join(' · ');
}
