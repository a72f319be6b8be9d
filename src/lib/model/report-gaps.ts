import { isPicture } from './report-annex.ts';
import { findRepeats } from './report-repeats.ts';
import { heldDays, type ReportContent, type ReportItem } from './report.ts';

export const GAPS = [
	'title',
	'date',
	'author',
	'host',
	'mode',
	'place',
	'status',
	'action-owner',
	'outcome',
	'answer',
	'annex-text',
	'restricted-words'
] as const;

/** One thing that keeps a report from being published; `itemId`, `actionId` or `annexId` say where. */
export interface Gap {
	code: (typeof GAPS)[number];
	itemId?: string;
	actionId?: string;
	annexId?: string;
	/** The field in which something is missing, or stands that must not. */
	field?: string;
	subject?: string;
}

/** Everything that is missing, or must go, before this report may be published, in the order of the page. */
export function findGaps(content: ReportContent): Gap[] {
	const gaps: Gap[] = [];
	if (!content.title.text.trim()) gaps.push({ code: 'title' });
	if (heldDays(content).length === 0) gaps.push({ code: 'date' });
	// Drafts older than this field are signed by whoever hosted the meeting.
	const author = content.author === undefined ? content.host : content.author;
	if (!author?.name) gaps.push({ code: 'author' });
	if (!content.host?.name) gaps.push({ code: 'host' });
	if (!content.mode) gaps.push({ code: 'mode' });
	else if (content.mode !== 'online' && !content.place?.trim()) gaps.push({ code: 'place' });
	if (content.status !== 'held') gaps.push({ code: 'status' });
	for (const item of content.items) {
		const subject = item.title.text;
		if (item.outcome === 'held' && !hasOutcome(item))
			gaps.push({ code: 'outcome', itemId: item.id, subject });
		for (const action of item.actions)
			if (!action.owner)
				gaps.push({
					code: 'action-owner',
					itemId: item.id,
					actionId: action.id,
					subject: action.text
				});
		for (const { id, text, answer } of item.questions ?? [])
			if (!answer.trim())
				gaps.push({ code: 'answer', field: `answer-${item.id}-${id}`, subject: text });
	}
	for (const { id, owner, state, text } of content.carried)
		if (!owner && (state === 'open' || state === 'late'))
			gaps.push({ code: 'action-owner', actionId: id, subject: text });
	for (const { id, file, alt, title } of content.annexes)
		if (isPicture(file) && !alt?.trim())
			gaps.push({ code: 'annex-text', annexId: id, subject: title.text });
	for (const { field, words } of findRepeats(content))
		gaps.push({ code: 'restricted-words', field, subject: words });
	return gaps;
}

/** Something was noted, asked, decided, agreed to be done, or shown. A pause needs nothing. */
export function hasOutcome(item: ReportItem): boolean {
	if (item.format === 'break') return true;
	const { blocks, lines, questions = [], decisions, actions } = item;
	const said = [...blocks, ...lines, ...questions, ...decisions, ...actions];
	return said.some((passage) => passage.text.trim()) || item.films.length > 0;
}

/** The gap's place in the draft editor, as a fragment. */
export function gapAnchor(gap: Gap): string {
	if (gap.field) return `#${gap.field}`;
	if (gap.actionId) return `#owner-${gap.actionId}`;
	if (gap.annexId) return `#annex-alt-${gap.annexId}`;
	if (gap.itemId) return `#outcome-${gap.itemId}`;
	return `#${gap.code}`;
}
