import { compareLines, type Change } from '#lib/model/comparison.ts';
import type { Part } from './document.ts';

/** The paragraphs that differ between two reports, word by word. */
export function compareTexts(before: Part[], after: Part[]): Change[][] {
	return compareLines(before.flatMap(listLines), after.flatMap(listLines));
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
