import { locateChanges, type Change } from '#lib/model/comparison.ts';
import type { Part } from './document.ts';

/** Paragraphs that differ, with the heading they stand under; '' for what stands before the first. */
export interface ChangedSection {
	under: string;
	changes: Change[][];
}

/** The paragraphs that differ between two reports, word by word, each under its heading. */
export function compareTexts(before: Part[], after: Part[]): ChangedSection[] {
	const [old, now] = [placeLines(before), placeLines(after)];
	const sections: ChangedSection[] = [];
	for (const { words, ...at } of locateChanges(old.map(read), now.map(read))) {
		const { under } = at.after === null ? old[at.before!]! : now[at.after]!;
		const last = sections.at(-1);
		if (last?.under === under) last.changes.push(words);
		else sections.push({ under, changes: [words] });
	}
	return sections;
}

interface Line {
	text: string;
	under: string;
}
const read = ({ text }: Line) => text;

/** Every line with the heading above it; a heading itself stands under the one that holds it. */
function placeLines(parts: Part[]): Line[] {
	const path: Array<{ level: number; text: string }> = [];
	return parts.flatMap((part) => {
		if (part.kind === 'heading') while ((path.at(-1)?.level ?? 0) >= part.level) path.pop();
		const under = path.at(-1)?.text ?? '';
		// The title stands over everything: it says nothing about a place.
		if (part.kind === 'heading' && part.level > 1) path.push(part);
		return listLines(part).map((text) => ({ text, under }));
	});
}

function listLines(part: Part): string[] {
	switch (part.kind) {
		case 'list':
			return part.entries;
		case 'index':
			return []; // each of them is compared where it stands
		case 'facts':
			return part.rows.map((row) => `${row.label} ${row.value}`);
		case 'picture':
			return [part.text, part.alt];
		case 'marked':
			return [`${part.label} ${part.text}`, ...(part.note ? [part.note] : [])];
		default:
			return part.text.split('\n');
	}
}
