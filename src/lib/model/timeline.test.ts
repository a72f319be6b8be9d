import fc from 'fast-check';
import { expect, test } from 'vitest';
import { original } from './localised.ts';
import { arrangeTimeline, compareEntries, TIMELINE_TYPES, type TimelineEntry } from './timeline.ts';

const entry: fc.Arbitrary<TimelineEntry> = fc.record({
	id: fc.uuid(),
	type: fc.constantFrom(...TIMELINE_TYPES),
	date: fc.option(fc.constantFrom('2018-03-15', '2020-01-01', '2020-06-12', '2021-12-10')),
	datePrecision: fc.constantFrom('day', 'month', 'year'),
	title: fc.string().map((text) => original('en', text)),
	summary: fc.constant(null),
	source: fc.constant(null),
	href: fc.constant('/'),
	languages: fc.subarray(['en', 'fr', 'nl']),
	position: fc.nat(3),
	status: fc.constant(null),
	film: fc.constant(null)
});
const entries = fc.uniqueArray(entry, { selector: ({ id }) => id, maxLength: 30 });

test('the order does not depend on the order in which entries came', () => {
	fc.assert(
		fc.property(entries, fc.infiniteStream(fc.double({ noNaN: true })), (list, random) => {
			const shuffled = list
				.map((one) => ({ one, key: random.next().value as number }))
				.sort((a, b) => a.key - b.key)
				.map(({ one }) => one);
			expect(arrangeTimeline(shuffled, null)).toEqual(arrangeTimeline(list, null));
		})
	);
});

test('the order is total and transitive', () => {
	fc.assert(
		fc.property(entry, entry, entry, (a, b, c) => {
			expect(Math.sign(compareEntries(a, b)) + Math.sign(compareEntries(b, a))).toBe(0);
			if (a.id !== b.id) expect(compareEntries(a, b)).not.toBe(0);
			if (compareEntries(a, b) < 0 && compareEntries(b, c) < 0)
				expect(compareEntries(a, c)).toBeLessThan(0);
		})
	);
});

test('newest first, every entry exactly once, undated apart, older ones marked', () => {
	fc.assert(
		fc.property(entries, (list) => {
			const { dated, undated } = arrangeTimeline(list, '2020-05-01');
			expect([...dated, ...undated].map(({ id }) => id).sort()).toEqual(
				list.map(({ id }) => id).sort()
			);
			expect(undated.every(({ date }) => date === null)).toBe(true);
			dated.reduce((before, after) => {
				expect(before.date! >= after.date!).toBe(true);
				return after;
			}, dated[0]!);
			for (const one of dated) expect(one.beforeStart).toBe(one.date! < '2020-05-01');
		})
	);
});

test('a filter shows only what fits and still offers every choice', () => {
	fc.assert(
		fc.property(entries, fc.constantFrom(...TIMELINE_TYPES), (list, type) => {
			const all = arrangeTimeline(list, null);
			const some = arrangeTimeline(list, null, { type, language: 'fr' });
			const fits = ({ type: own, languages }: TimelineEntry) =>
				own === type && languages.includes('fr');
			expect(some.dated).toEqual(all.dated.filter(fits));
			expect(some.undated).toEqual(all.undated.filter(fits));
			expect([some.types, some.languages]).toEqual([all.types, all.languages]);
		})
	);
});
