import type { ReportContent } from '#lib/model/report.ts';

/** Which headings stand above the items of a report, and how deep what stands below them is. */
export interface HeadingRanks {
	hasDays: boolean;
	hasParts: boolean;
	part: 3 | 4;
	item: 3 | 4 | 5;
}

/** Parts stand one below days, items one below parts; what a report does not tell apart takes no rank. */
export function rankHeadings({
	items,
	days,
	parts
}: Pick<ReportContent, 'items' | 'days' | 'parts'>): HeadingRanks {
	const keys = new Set(items.map(({ day, part }) => `${day}/${part}`));
	const hasDays = days.length > 1;
	const hasParts =
		keys.size > 1 || parts.some(({ day, part, title }) => title && keys.has(`${day}/${part}`));
	const part = hasDays ? 4 : 3;
	return { hasDays, hasParts, part, item: hasParts ? ((part + 1) as 4 | 5) : part };
}

/** Where notes stand: below the heading of this rank. */
export interface NoteRank {
	level: number;
	/** A heading of the first rank came already, so that one of the second may follow. */
	hasHeading: boolean;
}

/** The rank of a heading in notes, which skips none; there are six of them. */
export function rankNote(tag: 'h3' | 'h4', place: NoteRank): 4 | 5 | 6 {
	const depth = tag === 'h4' && place.hasHeading ? 2 : 1;
	if (tag === 'h3') place.hasHeading = true;
	return Math.min(6, place.level + depth) as 4 | 5 | 6;
}

/** HTML of notes with its headings below the one under which it stands. */
export function rankHtml(html: string, place: NoteRank): string {
	let rank = 6;
	return html.replaceAll(/<(\/?)(h[34])\b/g, (_, close: string, tag: 'h3' | 'h4') => {
		if (!close) rank = rankNote(tag, place);
		return `<${close}h${rank}`;
	});
}
