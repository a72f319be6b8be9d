import { fold } from './fold.ts';
import type { DraftItem } from './programme-draft.ts';
import type { Reading } from './programme-reading.ts';
import type { LeadingTime } from './programme-time.ts';

/** The room or the letter of a workshop before its title: "Zaal 2: …", "Atelier B : …"; folded. */
const LABEL =
	'(zaal|salle|sala|aula|room|lokaler?|lokaal|atelier|workshop|taller|werkgroep|groupe|group|grupo|gruppe|groep|stream|track|spor)\\s+(\\d{1,2}|[a-h])\\s*[:：]\\s*';
const BEGINS = new RegExp(`^${LABEL}(?=\\S)`, 'u');
const WITHIN = new RegExp(`[\\s/|;–—-]+(?=${LABEL}\\S)`, 'gu');

function readLabel(words: string): { kind: string; mark: string } | null {
	const [, kind, mark] = BEGINS.exec(fold(words)) ?? [];
	return kind && mark ? { kind, mark } : null;
}

const isBeside = (words: string, other: string): boolean => {
	const [one, two] = [readLabel(words), readLabel(other)];
	return one !== null && two !== null && one.kind === two.kind && one.mark !== two.mark;
};

/** "Atelier A : … / Atelier B : …" in its titles; a title alone where it holds one. */
export function splitParallel(words: string): string[] {
	const titles: string[] = [];
	let from = 0;
	for (const { index, 0: sign } of fold(words).matchAll(WITHIN)) {
		const next = index + sign.length;
		if (!isBeside(words.slice(from), words.slice(next))) continue;
		titles.push(words.slice(from, index).trim());
		from = next;
	}
	return [...titles, words.slice(from).trim()];
}

/**
 * An item at the hours of the one above, when both bear labels of one kind: "Zaal 2: …" below "Zaal 1: …".
 * Where its line names `hours` too, they are the same.
 */
export function addBeside(
	reading: Reading,
	words: string,
	hours?: Pick<LeadingTime, 'starts' | 'ends'>
): DraftItem | null {
	const { item: above } = reading;
	if (!above?.starts || !isBeside(above.title, words)) return null;
	const { starts } = above;
	const [first = above] = reading.besides.find((group) => group.includes(above)) ?? [];
	const ends = reading.ends.get(first) ?? null;
	if (hours && (hours.starts !== starts || hours.ends !== ends)) return null;
	const item = reading.addItem(words, { starts });
	if (!item) return null;
	reading.openBeside(above, item);
	return item;
}

/** Speakers named below several titles of one line, as many as those, are one for each. */
export function shareSpeakers(reading: Reading): void {
	for (const group of reading.besides) {
		const last = group.at(-1)!;
		const isTold = group.slice(0, -1).every(({ speakers }) => speakers.length === 0);
		if (isTold && last.speakers.length === group.length)
			for (const [at, speaker] of last.speakers.splice(0).entries())
				group[at]!.speakers = [speaker];
		for (const item of group) reading.doubt('parallel', item.title, item);
	}
}
