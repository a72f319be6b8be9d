import { locateChanges, type Change } from '#lib/model/comparison.ts';
import type { MarkChange } from '#lib/model/mark-comparison.ts';
import type { Part, Run } from './document.ts';
import { listMarkedLines } from './marked-lines.ts';

/** Paragraphs that differ, with the heading they stand under; '' for what stands before the first. */
export interface ChangedSection {
	under: string;
	changes: Change[][];
	/** Of each of these paragraphs what changed of its links and emphasis. */
	marks: MarkChange[][];
}

/** The paragraphs that differ between two reports, word by word, each under its heading. */
export function compareTexts(before: Part[], after: Part[]): ChangedSection[] {
	const [old, now] = [placeLines(before), placeLines(after)];
	const sections: ChangedSection[] = [];
	for (const { words, marks, ...at } of locateChanges(old.map(read), now.map(read))) {
		const { under } = at.after === null ? old[at.before!]! : now[at.after]!;
		const last = sections.at(-1);
		if (last?.under === under) {
			last.changes.push(words);
			last.marks.push(marks);
		} else sections.push({ under, changes: [words], marks: [marks] });
	}
	return sections;
}

interface Line {
	runs: Run[];
	under: string;
}
const read = ({ runs }: Line) => runs;

/** Every line with the heading above it; a heading itself stands under the one that holds it. */
function placeLines(parts: Part[]): Line[] {
	const path: Array<{ level: number; text: string }> = [];
	return parts.flatMap((part) => {
		if (part.kind === 'heading') while ((path.at(-1)?.level ?? 0) >= part.level) path.pop();
		const under = path.at(-1)?.text ?? '';
		// The title stands over everything: it says nothing about a place.
		if (part.kind === 'heading' && part.level > 1) path.push(part);
		return listMarkedLines(part).map((runs) => ({ runs, under }));
	});
}
