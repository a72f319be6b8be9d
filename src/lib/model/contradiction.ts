import * as v from 'valibot';
import { line } from './meeting-facts.ts';

/** What became of something announced; a slot was held in a half of its day. */
export const ANSWERS = ['held', 'not-held', 'morning', 'afternoon', 'other'] as const;
export type Answer = (typeof ANSWERS)[number];

/** The answers that make sense for an item or speaker, and for a slot. */
export function answersTo(kind: 'item' | 'speaker' | 'slot'): readonly Answer[] {
	return kind === 'slot'
		? ['morning', 'afternoon', 'not-held', 'other']
		: ['held', 'not-held', 'other'];
}

/** An answer and its words in one line, as a form keeps what it was opened with; empty while open. */
export function sumUp(given: { answer: string | null; words: string | null } | null): string {
	return given?.answer ? `${given.answer} ${given.words ?? ''}`.trimEnd() : '';
}

/** An answer in a form: with `opened` the editor saw that row last. */
export interface Given {
	answer: Answer;
	words: string;
	opened: string;
}

/**
 * Answers by key from the fields `answer-KEY`, `words-KEY` and `opened-KEY`; those left open are
 * not there.
 */
export const AnswerForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields): Record<string, unknown> =>
		Object.fromEntries(
			Object.entries(fields)
				.filter(([name, value]) => name.startsWith('answer-') && value)
				.map(([name, answer]) => {
					const key = name.slice('answer-'.length);
					const [words, opened] = ['words', 'opened'].map((one) => fields[`${one}-${key}`] ?? '');
					return [key, { answer, words, opened }];
				})
		)
	),
	v.record(
		v.string(),
		v.object({ answer: v.picklist(ANSWERS), words: line(500), opened: line(600) })
	)
);
