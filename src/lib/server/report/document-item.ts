import { FORMATS } from '#lib/model/agenda.ts';
import {
	wereShown,
	type ReportAction,
	type ReportItem,
	type ReportQuestion,
	type Speaker
} from '#lib/model/report.ts';
import type { Part } from './document.ts';
import { describeNotes, describeWords } from './note-parts.ts';
import type { Words } from './words.ts';

/** One item: what was planned, what happened, who spoke, what was said, decided, agreed and shown. */
export function describeItem(
	item: ReportItem,
	words: Words,
	level: 3 | 4 | 5,
	origin: string
): Part[] {
	const parts: Part[] = [
		{ kind: 'heading', level, text: item.title.text, lang: item.title.lang },
		{ kind: 'text', soft: true, text: describeCourse(item, words) }
	];
	if (item.talk) parts.push({ kind: 'text', text: item.talk.text, lang: item.talk.lang });
	for (const { label, names } of groupSpeakers(item, words))
		parts.push({ kind: 'text', text: words.title(label, names.join('; ')) });
	if (item.organisations.length)
		parts.push({
			kind: 'text',
			text: `${words.label('organisations')} ${item.organisations.join(', ')}`
		});
	const place = { level, origin, hasHeading: false };
	for (const block of item.blocks) parts.push(...describeNotes(block.html, place));
	if (item.lines.length) parts.push(describeLines(item.lines, origin));
	for (const question of item.questions ?? [])
		parts.push(describeQuestion(question, words, origin));
	for (const decision of item.decisions)
		parts.push({
			kind: 'marked',
			mark: 'decision',
			id: `decision-${decision.id}`,
			label: words.label('decision'),
			text: decision.text,
			runs: describeWords(decision.html, origin)
		});
	for (const action of item.actions)
		parts.push({
			kind: 'marked',
			mark: 'action',
			id: `action-${action.id}`,
			label: words.label('action'),
			text: action.text,
			runs: describeWords(action.html, origin),
			note: describeAction(action, words)
		});
	if (item.films.length)
		parts.push({
			kind: 'text',
			text: `${words.label(wereShown(item.films) ? 'films' : 'films_programme')} ${item.films
				.map(({ title, at }) =>
					at ? `${title.text} (${words.say('film_at', { time: words.time(at) })})` : title.text
				)
				.join('; ')}`
		});
	return parts;
}

/** The round table: each organisation with what it said. */
function describeLines(lines: ReportItem['lines'], origin: string): Part {
	const entries = lines.map(({ organisation, html, text }) => ({
		runs: [
			{ text: `${organisation}: `, bold: true },
			...(html ? describeWords(html, origin) : [{ text }])
		],
		lists: []
	}));
	return {
		kind: 'outline',
		text: lines.map(({ organisation, text }) => `${organisation}: ${text}`).join('\n'),
		list: { ordered: false, entries }
	};
}

function describeQuestion(
	{ id, text, html, answer, organisation }: ReportQuestion,
	words: Words,
	origin: string
): Part {
	return {
		kind: 'marked',
		mark: 'question',
		id: `question-${id}`,
		label: words.say('labelled', { label: nameQuestion(organisation, words) }),
		text,
		runs: describeWords(html, origin),
		...(answer && { reply: { label: words.label('answer'), text: answer } })
	};
}

/** A question, with who asked it where that is known. */
export function nameQuestion(organisation: string | null, words: Words): string {
	return organisation ? words.say('question_of', { organisation }) : words.say('question');
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
	const span = Date.parse(actual.closedAt) - Date.parse(actual.openedAt);
	const isWhole = Math.abs(span / 60_000 - actual.minutes) < 1;
	return words.say(isWhole ? 'actual_times' : 'actual_times_net', {
		from,
		to: words.time(actual.closedAt),
		n: actual.minutes
	});
}

/**
 * Who spoke, apart from those who were only announced: of a meeting held here nobody knows that a
 * person of the programme spoke until somebody says so.
 */
export function groupSpeakers(
	item: ReportItem,
	words: Words
): Array<{ label: string; names: string[] }> {
	const isHeld = item.outcome === 'held' || item.outcome === 'no-conclusion';
	const didSpeak = ({ spoke }: Speaker) => spoke === true || (!item.actual && isHeld);
	const groups = Map.groupBy(item.speakers, (one) => (didSpeak(one) ? 'speakers' : 'announced'));
	return (['speakers', 'announced'] as const)
		.filter((key) => groups.has(key))
		.map((key) => ({
			label: words.say(key),
			names: groups.get(key)!.map((speaker) => describeSpeaker(speaker, words))
		}));
}

/** The name where it may be printed, else the role; with the organisation of that day. */
function describeSpeaker(speaker: Speaker, words: Words): string {
	const known = [speaker.name, speaker.role, speaker.organisation].filter(Boolean).join(', ');
	const who = known || words.say('speaker_unnamed');
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
