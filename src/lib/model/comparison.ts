import { diffArrays, diffWordsWithSpace } from 'diff';
import { distance } from 'fastest-levenshtein';
import { pairLines } from './line-pairs.ts';
import { compareMarks, writeMarks, type MarkChange, type MarkedRun } from './mark-comparison.ts';

/** A run of words that stayed, came or went. */
export interface Change {
	kind: 'same' | 'added' | 'removed';
	text: string;
}

/** Below this share of letters that stay, a paragraph counts as written anew. */
const WRITTEN_ANEW = 0.5;
/** Words up to this length say nothing by themselves between two changes (`de`, `the`, `van`). */
const LONGEST_FILLER = 3;
const LONGEST_WORD = 60;

/** A line that differs; `before` and `after` are its places, null where it does not stand. */
export interface Difference {
	words: Change[];
	/** Links and emphasis that changed on words that are in both. */
	marks: MarkChange[];
	before: number | null;
	after: number | null;
}

/** The lines that differ between two texts, each as its words that stayed, came and went. */
export function compareLines(before: string[], after: string[]): Change[][] {
	const [old, now] = [before, after].map((lines) => lines.map((text) => [{ text }]));
	return locateChanges(old!, now!).map(({ words }) => words);
}

/**
 * The same with their places and marks (Myers' algorithm, first by line so that long texts stay
 * quick). Unchanged lines are left out.
 */
export function locateChanges(before: MarkedRun[][], after: MarkedRun[][]): Difference[] {
	const runs = diffArrays(before.map(writeMarks), after.map(writeMarks));
	const found: Difference[] = [];
	let [was, is] = [0, 0];
	for (let at = 0; at < runs.length; at++) {
		const run = runs[at]!;
		if (!run.added && !run.removed) {
			was += run.value.length;
			is += run.value.length;
			continue;
		}
		const next = runs[at + 1];
		const removed = run.removed ? run.value.length : 0;
		const added = run.added ? run.value.length : next?.added ? next.value.length : 0;
		if (run.removed && next?.added) at++;
		const [old, now] = [before.slice(was, was + removed), after.slice(is, is + added)];
		for (const [gone, come] of pairLines(old.map(join), now.map(join))) {
			const place = {
				before: gone === undefined ? null : was++,
				after: come === undefined ? null : is++
			};
			if (!gone && !come) continue;
			const words = compareWords(gone ?? '', come ?? '');
			const isBoth = place.before !== null && place.after !== null;
			const marks = isBoth ? compareMarks(words, before[place.before!]!, after[place.after!]!) : [];
			// Blanks look the same in whatever style.
			if (gone !== come || marks.length) found.push({ words, marks, ...place });
		}
	}
	return found;
}

const join = (runs: MarkedRun[]) => runs.map(({ text }) => text).join('');

/**
 * The words of a paragraph that stayed, came and went. Fillers between two changes go with them, and
 * of a paragraph of which most was rewritten the old text and the new one come whole.
 */
export function compareWords(before: string, after: string): Change[] {
	const steps = joinSteps(listSteps(before, after));
	const edits = steps.filter(({ removed, added }) => removed || added);
	const isRewritten = edits.length > 1 || edits.some(({ removed, added }) => removed && added);
	const stayed = steps.reduce(
		(sum, { same, respelled }) => sum + countLetters(same) + respelled,
		0
	);
	const share = (2 * stayed) / (countLetters(before) + countLetters(after) || 1);
	if (isRewritten && share < WRITTEN_ANEW)
		return listChanges([{ ...EMPTY, removed: before, added: after }]);
	return listChanges(steps);
}

/** What went and came at one place, and what stayed behind it. */
interface Step {
	removed: string;
	added: string;
	same: string;
	/** Letters of words that only changed their spelling: they were not rewritten. */
	respelled: number;
}
const EMPTY: Step = { removed: '', added: '', same: '', respelled: 0 };

function listSteps(before: string, after: string): Step[] {
	const steps: Step[] = [{ ...EMPTY }];
	for (const { value, added, removed } of diffWordsWithSpace(before, after)) {
		let last = steps.at(-1)!;
		if ((added || removed) && last.same) steps.push((last = { ...EMPTY }));
		last[added ? 'added' : removed ? 'removed' : 'same'] += value;
	}
	return steps.map((step) => ({ ...step, respelled: countRespelled(step) }));
}

/** The letters of a word whose other spelling differs in less than a third of them. */
function countRespelled({ removed, added }: Step): number {
	const longest = Math.max(removed.length, added.length);
	const isWord = removed && added && longest <= LONGEST_WORD;
	return isWord && distance(removed, added) * 3 < longest ? countLetters(added) : 0;
}

/** Makes one change of two between which nothing stands that says something. */
function joinSteps(steps: Step[]): Step[] {
	const joined: Step[] = [];
	for (const step of steps) {
		const last = joined.at(-1);
		if (!last || !isIsland(last, step)) {
			joined.push({ ...step });
			continue;
		}
		last.removed += last.same + step.removed;
		last.added += last.same + step.added;
		last.respelled += step.respelled;
		last.same = step.same;
	}
	return joined;
}

/**
 * Whether what stayed between two changes is lost among them: only fillers, or shorter than each of
 * the two. Between two that only added, or only removed, it is read as it stands.
 */
function isIsland(one: Step, other: Step): boolean {
	const isEdit = (step: Step) => Boolean(step.removed || step.added);
	if (!isEdit(one) || !isEdit(other) || !one.same) return false;
	if (!(one.removed || other.removed) || !(one.added || other.added)) return false;
	const words = one.same.match(/[\p{L}\p{N}]+/gu) ?? [];
	const size = (step: Step) => Math.max(countLetters(step.removed), countLetters(step.added));
	return (
		words.every((word) => word.length <= LONGEST_FILLER) ||
		countLetters(one.same) < Math.min(size(one), size(other))
	);
}

function listChanges(steps: Step[]): Change[] {
	const runs = steps.flatMap(({ removed, added, same }): Change[] => [
		{ kind: 'removed', text: removed },
		{ kind: 'added', text: added },
		{ kind: 'same', text: same }
	]);
	return runs.filter(({ text }) => text !== '');
}

const countLetters = (text: string) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
