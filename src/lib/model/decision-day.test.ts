import { expect, test } from 'vitest';
import { guest, run } from '../../../tests/support/decide.ts';
import { sampleItem, sampleState, uuid } from '../../../tests/support/state.ts';
import { listDays } from './day.ts';

const day = (day: number, date: string) => ({ day, date, starts: '09:00', ends: '12:00' });
const days = [day(1, '2026-06-12'), day(2, '2026-06-14')];
const items = [
	sampleItem(1, { rank: 'a', day: 1 }),
	sampleItem(2, { rank: 'b', day: 2 }),
	sampleItem(3, { rank: 'c', day: 2, part: 2 })
];
const state = sampleState(0, { days, items });

test('a day takes its place by its date, and what stands behind it moves on', () => {
	const named = run(state, 'part.name', { day: 2, part: 2, title: 'Afternoon' }).state;
	const between = run(named, 'day.add', { date: '2026-06-13', starts: '10:00' }).state;
	expect(between.days.map((one) => [one.day, one.date])).toEqual([
		[1, '2026-06-12'],
		[2, '2026-06-13'],
		[3, '2026-06-14']
	]);
	expect(between.items.map((item) => item.day)).toEqual([1, 3, 3]);
	expect(between.parts).toMatchObject([{ day: 3, part: 2 }]);
	expect(run(state, 'day.add', { date: '2026-06-10' }).state.items.map((item) => item.day)).toEqual(
		[2, 3, 3]
	);
	expect(run(state, 'day.add', { date: '2026-06-12' }).code).toBe('day_taken');
	const args = { date: '2026-06-20', starts: '12:00', ends: '09:00' };
	expect(run(state, 'day.add', args).code).toBe('day_times_wrong');
});

test.each([
	['2026-02-30', 'date_wrong'],
	['tomorrow', 'date_wrong'],
	['2026-06-20\n', 'date_wrong']
])('the date %j is refused', (date, code) => {
	expect(run(state, 'day.add', { date }).code).toBe(code);
});

test('a day with items stays; an empty one goes, and the days behind it move up', () => {
	expect(run(state, 'day.remove', { day: 2, date: '2026-06-14' }).code).toBe('day_has_items');
	const three = run(state, 'day.add', { date: '2026-06-13' }).state;
	const { state: two, code } = run(three, 'day.remove', { day: 2, date: '2026-06-13' });
	expect(code).toBeNull();
	expect(two.days).toEqual(days);
	expect(two.items).toEqual(items);
	// The second of two who remove it must not hit the day that took its number.
	expect(run(two, 'day.remove', { day: 2, date: '2026-06-13' }).code).toBe('nothing');
	const empty = sampleState(0, { days: [day(1, '2026-06-12')] });
	expect(run(empty, 'day.remove', { day: 1, date: '2026-06-12' }).code).toBe('day_last');
});

test('a day on which people were present stays', () => {
	const args = { day: 2, date: '2026-06-13' };
	const three = run(state, 'day.add', { date: '2026-06-13' }).state;
	const known = { isAttended: true };
	expect(run(three, 'day.remove', args, undefined, undefined, known).code).toBe('day_attended');
});

test('an item taken off comes back although its day is gone', () => {
	const removed = run(state, 'item.remove', { itemId: uuid(2) }).state;
	const other = run(removed, 'item.remove', { itemId: uuid(3) }).state;
	const one = run(other, 'day.remove', { day: 2, date: '2026-06-14' }).state;
	const back = run(one, 'item.restore', { itemId: uuid(3) }).state;
	expect(back.items.map((item) => [item.id, item.day])).toEqual([
		[uuid(1), 1],
		[uuid(3), 1]
	]);
});

test('a day changes date and times within the order of days', () => {
	const first = { day: 1, date: '2026-06-12' };
	expect(run(state, 'day.edit', { ...first, to: '2026-06-13' }).state.days[0]?.date).toBe(
		'2026-06-13'
	);
	expect(run(state, 'day.edit', { ...first, to: '2026-06-14' }).code).toBe('day_taken');
	expect(run(state, 'day.edit', { ...first, to: '2026-06-15' }).code).toBe('day_order');
	expect(run(state, 'day.edit', { ...first, ends: null }).state.days[0]?.ends).toBeNull();
	expect(run(state, 'day.edit', { ...first, starts: '12:30' }).code).toBe('day_times_wrong');
	expect(run(state, 'day.edit', { ...first, starts: '25:00' }).code).toBe('time_wrong');
	expect(run(state, 'day.edit', { ...first, starts: '09:00' }).code).toBe('nothing');
	expect(run(state, 'day.edit', { day: 1, date: '2026-06-01', ends: null }).code).toBe(
		'day_missing'
	);
});

test('parts get names in several languages, empty ones go, full ones stay', () => {
	let at = run(state, 'part.name', { day: 1, part: 1, title: 'Morning' }).state;
	at = run(at, 'part.name', { day: 1, part: 1, title: 'Matin', titleLanguage: 'fr' }).state;
	expect(at.parts[0]?.title).toEqual({ original: 'en', texts: { en: 'Morning', fr: 'Matin' } });
	at = run(at, 'part.add', { day: 1, title: 'Afternoon' }).state;
	expect(at.parts.map(({ part }) => part)).toEqual([1, 2]);
	expect(run(at, 'part.add', { day: 1, title: 'Afternoon' }).code).toBe('nothing');
	expect(run(at, 'part.add', { day: 1, title: '  ' }).code).toBe('name_missing');
	expect(run(at, 'part.add', { day: 9, title: 'Nowhere' }).code).toBe('day_missing');
	expect(run(at, 'part.remove', { day: 1, part: 1 }).code).toBe('part_has_items');
	expect(run(at, 'part.name', { day: 1, part: 7, title: 'x' }).code).toBe('part_missing');
	const { state: moved } = run(at, 'item.move', {
		itemId: uuid(1),
		afterId: null,
		day: 1,
		part: 2
	});
	const gone = run(moved, 'part.remove', { day: 1, part: 1 }).state;
	expect(run(gone, 'part.remove', { day: 1, part: 1 }).code).toBe('nothing');
	// The part keeps its own number, and is shown as the first there is.
	expect(listDays(gone)[0]?.parts).toMatchObject([{ part: 2, number: 1 }]);
	expect(run(gone, 'part.name', { day: 1, part: 2, title: '' }).state.parts).toEqual([]);
	expect(run(at, 'part.add', { day: 1, title: 'x' }, guest).code).toBe('not_allowed');
});
