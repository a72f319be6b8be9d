import { expect, test } from 'vitest';
import { NOW, run, titles } from '../../../tests/support/decide.ts';
import { sampleItem, sampleState, uuid } from '../../../tests/support/state.ts';
import type { TakenItem } from './decision-template.ts';
import { original } from './localised.ts';

const taken = (n: number, where: Partial<TakenItem> = {}): TakenItem => ({
	id: uuid(600 + n),
	takenFrom: uuid(700 + n),
	day: 1,
	part: 1,
	title: original('fr', `Point ${n}`),
	format: 'workshop',
	language: 'fr',
	minutes: 25,
	...where
});
const take = (state = sampleState(1), items: TakenItem[], args = {}) =>
	run(
		state,
		'agenda.take',
		{ as: 'template', itemIds: items.map(({ takenFrom }) => takenFrom), ...args },
		undefined,
		NOW,
		{ taken: items, takenParts: [{ day: 1, part: 2, title: original('fr', 'Soir') }] }
	);

test('items come to the end of their day and part, in their order, with the names of parts', () => {
	const { state } = take(sampleState(1), [taken(1), taken(2, { part: 2 }), taken(3)]);
	expect(state.items.map((item) => [item.id, item.part])).toEqual([
		[uuid(1), 1],
		[uuid(601), 1],
		[uuid(603), 1],
		[uuid(602), 2]
	]);
	expect(state.items[1]).toMatchObject({ minutes: 25, format: 'workshop', status: 'planned' });
	expect(state.parts).toEqual([{ day: 1, part: 2, title: original('fr', 'Soir') }]);
});

test('a day that this meeting does not have is its last one; a place that is named counts', () => {
	const { state } = take(sampleState(1), [taken(1, { day: 3 })]);
	expect(state.items[1]).toMatchObject({ day: 1, part: 1 });
	const placed = take(sampleState(1), [taken(1)], { day: 1, part: 4 }).state;
	expect(placed.items[1]).toMatchObject({ part: 4 });
	expect(take(sampleState(1), [taken(1)], { day: 8 }).code).toBe('day_missing');
});

test('two who take the same take it once; what is gone there is refused', () => {
	const { state } = take(sampleState(0), [taken(1)]);
	expect(take(state, [taken(1, { id: uuid(650) })]).code).toBe('nothing');
	const both = take(state, [taken(1, { id: uuid(650) }), taken(2)]).state;
	expect(both.items.map(({ takenFrom }) => takenFrom)).toEqual([uuid(701), uuid(702)]);
	const missing = { itemIds: [uuid(701), uuid(777)] };
	expect(take(sampleState(0), [taken(1)], missing).code).toBe('item_missing');
	expect(take(sampleState(0), [], { itemIds: [] }).code).toBe('nothing_chosen');
});

test('ranks without room between them are spread anew in the one fact', () => {
	const tight = sampleState(0, {
		items: [sampleItem(1, { rank: '0' }), sampleItem(2, { rank: `0${'0'.repeat(30)}1`, part: 2 })]
	});
	const { state } = take(tight, [taken(1), taken(2), taken(3, { part: 2 })]);
	expect(titles(state)).toHaveLength(5);
	expect(state.items.map((item) => item.id)).toEqual([1, 601, 602, 2, 603].map(uuid));
	expect(new Set(state.items.map((item) => item.rank)).size).toBe(5);
});
