import type { Change } from './comparison.ts';

/** Words in one style; `href` is where they lead. */
export interface MarkedRun {
	text: string;
	bold?: boolean;
	italic?: boolean;
	href?: string;
}

export type Emphasis = 'plain' | 'bold' | 'italic' | 'bold-italic';

/** Words that lead elsewhere, or are set otherwise; `null`: they were, or are, no link. */
export type MarkChange =
	| { kind: 'link'; words: string; from: string | null; to: string | null }
	| { kind: 'emphasis'; words: string; from: Emphasis; to: Emphasis };

/** What of a line its words do not show, to compare lines by: two of the same look and targets are equal. */
export function writeMarks(runs: MarkedRun[]): string {
	return JSON.stringify(
		listRanges(
			runs.map((run) => ({ text: run.text, key: JSON.stringify([readLink(run), readStyle(run)]) }))
		)
	);
}

/**
 * What changed of the marks of a line whose words changed as `words` says: of words that stayed each
 * mark, of others where they lead.
 */
export function compareMarks(
	words: Change[],
	before: MarkedRun[],
	after: MarkedRun[]
): MarkChange[] {
	const stayed = alignStayed(words, before, after);
	const links = compareBy(stayed, readLink).map((change): MarkChange => ({
		kind: 'link',
		...change
	}));
	const isTold = (side: 'from' | 'to', href: string) => links.some((one) => one[side] === href);
	for (const { text, href } of listLinks(before))
		if (!leadsTo(after, href) && !isTold('from', href))
			links.push({ kind: 'link', words: text, from: href, to: null });
	for (const { text, href } of listLinks(after))
		if (!leadsTo(before, href) && !isTold('to', href))
			links.push({ kind: 'link', words: text, from: null, to: href });
	const emphasis = compareBy(stayed, readStyle).map((change): MarkChange => ({
		kind: 'emphasis',
		...change
	}));
	return [...links, ...emphasis];
}

const readLink = ({ href }: MarkedRun) => href || null;
const leadsTo = (runs: MarkedRun[], href: string) => runs.some((run) => run.href === href);

function readStyle({ bold, italic }: MarkedRun): Emphasis {
	if (bold) return italic ? 'bold-italic' : 'bold';
	return italic ? 'italic' : 'plain';
}

function listLinks(runs: MarkedRun[]): Array<{ text: string; href: string }> {
	const ranges = listRanges(runs.map((run) => ({ text: run.text, key: run.href ?? '' })));
	return ranges.flatMap(({ text, key }) =>
		key && text.trim() ? [{ text: text.trim(), href: key }] : []
	);
}

interface Stayed {
	text: string;
	before: MarkedRun;
	after: MarkedRun;
}

/** Each sign that stayed with the runs it stood and stands in; one without, where something went or came. */
function alignStayed(words: Change[], before: MarkedRun[], after: MarkedRun[]): Stayed[] {
	const signs = (runs: MarkedRun[]) =>
		runs.flatMap((run) => run.text.split('').map(() => run)).values();
	const [was, is] = [signs(before), signs(after)];
	const break_: Stayed = { text: '', before: { text: '' }, after: { text: '' } };
	return words.flatMap(({ kind, text }) =>
		text.split('').map((sign): Stayed => {
			const old = kind === 'added' ? undefined : was.next().value;
			const new_ = kind === 'removed' ? undefined : is.next().value;
			return old && new_ ? { text: sign, before: old, after: new_ } : break_;
		})
	);
}

/** The words whose mark changed, as long as it changed alike. */
function compareBy<T extends string | null>(
	stayed: Stayed[],
	read: (run: MarkedRun) => T
): Array<{ words: string; from: T; to: T }> {
	const ranges = listRanges(
		stayed.map(({ text, before, after }) => ({
			text,
			key: JSON.stringify(text ? [read(before), read(after)] : [null, null])
		}))
	);
	return ranges.flatMap(({ text, key }) => {
		const [from, to] = JSON.parse(key) as [T, T];
		return from !== to && text.trim() ? [{ words: text.trim(), from, to }] : [];
	});
}

/** Joins neighbours with the same key. */
function listRanges(pieces: Array<{ text: string; key: string }>): typeof pieces {
	const ranges: typeof pieces = [];
	for (const piece of pieces) {
		const last = ranges.at(-1);
		if (last?.key === piece.key) last.text += piece.text;
		else ranges.push({ ...piece });
	}
	return ranges;
}
