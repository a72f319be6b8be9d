import {
	heldDays,
	isAttendanceRecorded,
	type ReportContent,
	type ReportItem,
	type Visibility
} from '#lib/model/report.ts';
import { isStandardHeading } from '#lib/model/past-report-words.ts';
import { describeAction } from './document-item.ts';
import { listParts } from './edit.ts';
import { Words } from './words.ts';

/**
 * A first summary from counted facts only, of what everybody may read. It never repeats a word of the
 * notes: a passage that is restricted later must not live on in a summary.
 */
export function suggestSummary(content: ReportContent): string {
	const words = new Words(content.language, content.timezone);
	const days = heldDays(content);
	const first = days[0];
	if (!first || !content.mode) return '';
	const last = days.at(-1)!;
	const date =
		first.date === last.date
			? words.date(first.date)
			: `${words.date(first.date)} – ${words.date(last.date)}`;
	const count = (list: 'decisions' | 'actions') =>
		content.items
			.filter(({ visibility }) => visibility === 'public')
			.flatMap((item) => listPublic(item[list])).length;
	const { organisations } = content.attendance;
	const isCounted = organisations > 0 && isAttendanceRecorded(content);
	return words.say(isCounted ? 'suggested_summary' : 'suggested_summary_uncounted', {
		date,
		mode: words.say(`mode_${content.mode}`).toLocaleLowerCase(words.locale),
		organisations,
		decisions: count('decisions'),
		actions: count('actions')
	});
}

/**
 * An edited draft, whose summary is counted anew where nobody wrote one: what it counts has changed.
 * It is known by what was counted last, whatever the words for that are by now.
 */
export function recountSummary(before: ReportContent, edited: ReportContent): ReportContent {
	const counted = [before.counted, suggestSummary(before)];
	const isCounted = before.summary !== '' && counted.includes(before.summary);
	if (!isCounted || edited.summary !== before.summary) return edited;
	const summary = suggestSummary(edited);
	return summary === before.summary ? edited : { ...edited, summary, counted: summary };
}

/**
 * Texts for the empty fields of the draft, by the field's name, from what everybody may read of the
 * notes. They are only shown: nothing is written until the secretariat takes one over.
 */
export function suggestTexts(content: ReportContent): Record<string, string> {
	const words = new Words(content.language, content.timezone);
	const items = content.items.filter(
		({ visibility, format }) => visibility === 'public' && format !== 'break'
	);
	const found: Array<[string, string, string]> = [
		['summary', content.summary, suggestSummary(content)],
		[
			'objective',
			content.objective,
			// Nobody meant to deal with what was on no agenda.
			tell(
				items.filter((item) => !item.added && hasSubject(item)),
				'suggested_objective',
				words
			)
		],
		...listParts(content).map(({ day, part, text }): [string, string, string] => [
			`part-text-${day}-${part}`,
			text,
			suggestPart(
				items.filter((item) => item.day === day && item.part === part),
				words
			)
		]),
		['nextSteps', content.nextSteps, suggestNext(content, items, words)]
	];
	return Object.fromEntries(
		found.filter(([, now, text]) => !now.trim() && text).map(([name, , text]) => [name, text])
	);
}

/** The form's fields with the suggestion it asks for; words that were typed meanwhile stay. */
export function takeSuggestion(
	content: ReportContent,
	{ take = '', ...fields }: Record<string, string>
): Record<string, string> {
	const text = suggestTexts(content)[take];
	if (!text || fields[take]?.trim()) return fields;
	return { ...fields, [take]: text };
}

/** What every report has, such as its next steps, is no aim of the meeting. */
const hasSubject = ({ title }: ReportItem) => !isStandardHeading(title.text);

function tell(items: ReportItem[], key: string, words: Words): string {
	if (items.length === 0) return '';
	return words.say(key, { items: items.map(({ title }) => title.text).join('; ') });
}

function suggestPart(items: ReportItem[], words: Words): string {
	const wasHeld = ({ outcome }: ReportItem) => outcome === 'held' || outcome === 'no-conclusion';
	const decisions = items.flatMap((item) => listPublic(item.decisions));
	return [
		tell(items.filter(wasHeld), 'suggested_held', words),
		decisions.length && words.title(words.say('decisions'), decisions.join(' ')),
		tell(
			items.filter((item) => !wasHeld(item)),
			'suggested_not_held',
			words
		)
	]
		.filter(Boolean)
		.join('\n\n');
}

function suggestNext(content: ReportContent, items: ReportItem[], words: Words): string {
	const actions = items.flatMap((item) =>
		item.actions
			.filter(({ visibility }) => visibility === 'public')
			.map((action) => `${action.text} (${describeAction(action, words)})`)
	);
	const next = content.nextMeeting;
	const date = next?.date ? `, ${words.date(next.date)}` : '';
	if (next) actions.push(words.title(words.say('next_meeting'), `${next.title.text}${date}`));
	return actions.join('\n\n');
}

function listPublic(list: Array<{ visibility: Visibility; text: string }>): string[] {
	return list.filter(({ visibility }) => visibility === 'public').map(({ text }) => text);
}
