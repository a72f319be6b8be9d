import type { ReportContent, ReportItem } from './report.ts';

export const GAPS = ['host', 'mode', 'place', 'status', 'action-owner', 'outcome'] as const;

/** One thing that keeps a report from being published; `itemId` or `actionId` say where. */
export interface Gap {
	code: (typeof GAPS)[number];
	itemId?: string;
	actionId?: string;
	subject?: string;
}

/** Everything that is missing before this report may be published, in the order of the page. */
export function findGaps(content: ReportContent): Gap[] {
	const gaps: Gap[] = [];
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
	}
	return gaps;
}

/** Something was noted, decided, agreed to be done, or shown. A pause needs nothing. */
export function hasOutcome(item: ReportItem): boolean {
	if (item.format === 'break') return true;
	const said = [...item.blocks, ...item.decisions, ...item.actions, ...item.lines];
	return said.some((passage) => passage.text.trim()) || item.films.length > 0;
}

/** The gap's place in the draft editor, as a fragment. */
export function gapAnchor(gap: Gap): string {
	if (gap.actionId) return `#owner-${gap.actionId}`;
	if (gap.itemId) return `#outcome-${gap.itemId}`;
	return `#${gap.code}`;
}
