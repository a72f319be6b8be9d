import type { Passage, ReportContent, ReportItem, Visibility } from './report.ts';

/** Words that not everybody may read, found in a field that everybody reads. */
export interface Repeat {
	/** The field of the draft's form. */
	field: string;
	words: string;
}

/** Shorter words, or a single one, could stand anywhere by themselves. */
const SHORTEST = 16;

/**
 * Where a public text repeats a restricted passage or item word for word: a suggestion that was
 * taken over before the passage was restricted, for instance.
 */
export function findRepeats(content: ReportContent): Repeat[] {
	const hidden = content.items.flatMap(listHidden).filter(isParticular);
	if (hidden.length === 0) return [];
	return listOpenTexts(content).flatMap(([field, text]) => {
		const plain = level(text);
		const words = hidden.find((one) => plain.includes(level(one)));
		return words === undefined ? [] : [{ field, words }];
	});
}

function listHidden(item: ReportItem): string[] {
	const all = listWords(item).map(({ text }) => text);
	if (item.visibility !== 'public') return [item.title.text, ...all];
	return listWords(item)
		.filter(({ visibility }) => visibility !== 'public')
		.map(({ text }) => text);
}

/** What people write for everybody, by the field of the draft's form, in the order of the page. */
export function listOpenTexts(content: ReportContent): Array<[field: string, text: string]> {
	const { title, summary, objective, nextSteps, parts, items } = content;
	return [
		['title', title.text],
		['summary', summary],
		['objective', objective],
		...parts.flatMap(({ day, part, title, text }): Array<[string, string]> => [
			[`part-title-${day}-${part}`, title],
			[`part-text-${day}-${part}`, text]
		]),
		['nextSteps', nextSteps],
		...items
			.filter(({ visibility }) => visibility === 'public')
			.flatMap((item) =>
				listWords(item)
					.filter(({ visibility }) => visibility === 'public')
					.map(({ field, text }): [string, string] => [field, text])
			)
	];
}

interface Words {
	/** The field of the draft's form. */
	field: string;
	text: string;
	visibility: Visibility;
}

/** The words of an item, in the order of the form: an answer has a field and the readers of its question. */
function listWords({ id, blocks, lines, questions = [], decisions, actions }: ReportItem): Words[] {
	const read = (passage: Passage) => ({ ...passage, field: `text-${id}-${passage.id}` });
	const asked = questions.flatMap((question) => [
		read(question),
		{ ...question, field: `answer-${id}-${question.id}`, text: question.answer }
	]);
	return [...[...blocks, ...lines].map(read), ...asked, ...[...decisions, ...actions].map(read)];
}

function isParticular(words: string): boolean {
	return level(words).length >= SHORTEST && /\S\s+\S/.test(words.trim());
}

function level(words: string): string {
	return words.replace(/\s+/g, ' ').trim().toLowerCase();
}
