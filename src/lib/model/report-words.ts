import type { ReportContent } from './report.ts';

/**
 * The same report with words replaced in everything that was written for it: summary, objective, next
 * steps, parts, passages. Titles, names and the meeting's facts are left as they are.
 */
export function replaceWords(
	content: ReportContent,
	changes: ReadonlyArray<readonly [from: string, to: string]>
): ReportContent {
	const change = (text: string) =>
		changes.reduce((words, [from, to]) => words.replaceAll(from, to), text);
	const each = <P extends { html: string; text: string }>(list: P[]): P[] =>
		list.map((passage) => ({ ...passage, html: change(passage.html), text: change(passage.text) }));
	return {
		...content,
		summary: change(content.summary),
		objective: change(content.objective),
		nextSteps: change(content.nextSteps),
		parts: content.parts.map((part) => ({ ...part, text: change(part.text) })),
		items: content.items.map((item) => ({
			...item,
			blocks: each(item.blocks),
			decisions: each(item.decisions),
			actions: each(item.actions),
			lines: each(item.lines)
		}))
	};
}
