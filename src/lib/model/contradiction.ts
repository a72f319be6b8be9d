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

/** Answers by key from the fields `answer-KEY` and `words-KEY`; those left open are not there. */
export const AnswerForm = v.pipe(
	v.record(v.string(), v.string()),
	v.transform((fields): Record<string, unknown> =>
		Object.fromEntries(
			Object.entries(fields)
				.filter(([name, value]) => name.startsWith('answer-') && value)
				.map(([name, answer]) => {
					const key = name.slice('answer-'.length);
					return [key, { answer, words: fields[`words-${key}`] ?? '' }];
				})
		)
	),
	v.record(v.string(), v.object({ answer: v.picklist(ANSWERS), words: line(500) }))
);
