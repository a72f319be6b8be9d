import { diffArrays, diffWordsWithSpace } from 'diff';
import type { Part } from './document.ts';

/** A run of words that stayed, came or went. */
export interface Change {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/**
 * The paragraphs that differ between two texts, each as its words that stayed, came and went (Myers'
 * algorithm, first by paragraph so that long reports stay quick). Unchanged paragraphs are left out.
 */
export function compareTexts(before: Part[], after: Part[]): Change[][] {
	const runs = diffArrays(before.flatMap(listLines), after.flatMap(listLines));
	const changes: Change[][] = [];
	for (let at = 0; at < runs.length; at++) {
		const run = runs[at]!;
		if (!run.added && !run.removed) continue;
		const next = runs[at + 1];
		const removed = run.removed ? run.value : [];
		const added = run.added ? run.value : next?.added ? next.value : [];
		if (run.removed && next?.added) at++;
		for (let n = 0; n < Math.max(removed.length, added.length); n++)
			changes.push(compareWords(removed[n] ?? '', added[n] ?? ''));
	}
	return changes;
}

export function compareWords(before: string, after: string): Change[] {
	return diffWordsWithSpace(before, after).map(({ value, added, removed }) => ({
		kind: added ? 'added' : removed ? 'removed' : 'same',
		text: value
	}));
}

function listLines(part: Part): string[] {
	switch (part.kind) {
		case 'list':
			return part.entries;
		case 'index':
			return []; // each of them is compared where it stands
		case 'facts':
			return part.rows.map((row) => `${row.label} ${row.value}`);
		case 'marked':
			return [`${part.label} ${part.text}`, ...(part.note ? [part.note] : [])];
		default:
			return part.text.split('\n');
	}
}
