import fc from 'fast-check';
import { expect, test } from 'vitest';
import { locateChanges } from './comparison.ts';
import { writeMarks, type MarkedRun } from './mark-comparison.ts';

const run: fc.Arbitrary<MarkedRun> = fc.record(
	{
		text: fc.constantFrom('the ', 'école ', 'met', ', ', '𝛼b', ' in May', ''),
		bold: fc.boolean(),
		italic: fc.boolean(),
		href: fc.constantFrom('', '/a', 'https://b.example/?c=1&d')
	},
	{ requiredKeys: ['text'] }
);
/** The style of each sign that can be seen. */
const look = (line: MarkedRun[]) =>
	writeMarks(
		line.flatMap((one) =>
			one.text.split('').flatMap((text) => (text.trim() ? [{ ...one, text }] : []))
		)
	);
const read = (line: MarkedRun[]) => line.map(({ text }) => text).join('');

test('no line that reads otherwise, leads elsewhere or looks otherwise is without a difference', () => {
	const line = fc.array(run, { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(line, line, fc.boolean(), (before, other, isReset) => {
			// The same words with other marks, or other words.
			const after = isReset
				? before.map(({ text }, n) => ({ ...other[n % other.length], text }))
				: other;
			const found = locateChanges([before], [after]);
			if (writeMarks(before) === writeMarks(after)) {
				expect(found).toEqual([]);
				return;
			}
			if (!read(before).trim() && !read(after).trim()) return;
			const isOther = found.some(({ words }) => words.some(({ kind }) => kind !== 'same'));
			expect(isOther).toBe(read(before) !== read(after));
			// What is only a blank looks the same in whatever style.
			if (!isOther)
				expect(found.some(({ marks }) => marks.length)).toBe(look(before) !== look(after));
		}),
		{ seed: 5, numRuns: 2000 }
	);
});
