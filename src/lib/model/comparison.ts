import { diffArrays, diffWordsWithSpace } from 'diff';

/** A run of words that stayed, came or went. */
export interface Change {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/**
 * The lines that differ between two texts, each as its words that stayed, came and went (Myers'
 * algorithm, first by line so that long texts stay quick). Unchanged lines are left out.
 */
export function compareLines(before: string[], after: string[]): Change[][] {
	const runs = diffArrays(before, after);
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
