import { expect, test } from 'vitest';
import { sampleItem, sampleState, uuid } from '../../../tests/support/state.ts';
import { sortItems } from './agenda.ts';
import { original } from './localised.ts';
import { applyFact } from './log.ts';
import { moveDown, moveUp, placeItem, type Move } from './placement.ts';

const state = sampleState(0, {
	items: sortItems(
		[
			[1, 1],
			[1, 1],
			[1, 2],
			[2, 1]
		].map(([day = 1, part = 1], index) =>
			sampleItem(index + 1, { day, part, rank: 'abcd'.charAt(index) })
		)
	)
});

function move(from: typeof state, wish: Move | null): typeof state {
	if (!wish) return from;
	const place = placeItem(from, wish, wish.itemId);
	if (!place) throw new Error('no place');
	return applyFact(from, { type: 'item.moved', payload: { itemId: wish.itemId, ...place } }, '');
}
const read = (of: typeof state) => of.items.map((item) => [item.id, item.day, item.part]);

test('up and down go through parts and days one step at a time', () => {
	let at = state;
	const seen = [];
	for (let wish = moveUp(at, uuid(4)); wish; wish = moveUp(at, uuid(4))) {
		at = move(at, wish);
		const index = at.items.findIndex((item) => item.id === uuid(4));
		seen.push([index, at.items[index]?.day, at.items[index]?.part]);
	}
	expect(seen).toEqual([
		[3, 1, 2],
		[2, 1, 2],
		[2, 1, 1],
		[1, 1, 1],
		[0, 1, 1]
	]);
});

test('down undoes up within a part; the ends have nowhere to go', () => {
	const there = move(state, moveUp(state, uuid(2)));
	expect(there.items.map((item) => item.id)).toEqual([2, 1, 3, 4].map(uuid));
	expect(read(move(there, moveDown(there, uuid(2))))).toEqual(read(state));
	expect(moveUp(state, uuid(1))).toBeNull();
	expect(moveDown(state, uuid(4))).toBeNull();
});

test('up and down also go through parts that have only a name, and days that have only a date', () => {
	const parts = [{ day: 1, part: 3, title: original('en', 'Evening') }];
	const days = [1, 2, 3].map((day) => ({ day, date: `2026-06-1${day}`, starts: null, ends: null }));
	let at: typeof state = { ...state, parts, days };
	const seen = [];
	for (let wish = moveDown(at, uuid(3)); wish; wish = moveDown(at, uuid(3))) {
		at = move(at, wish);
		const item = at.items.find((one) => one.id === uuid(3));
		seen.push([item?.day, item?.part]);
	}
	expect(seen).toEqual([
		[1, 3],
		[2, 1],
		[2, 1],
		[3, 1]
	]);
});

test('a day that went is no place any more, also when another has its number', () => {
	const wish = { afterId: null, day: 1 };
	expect(placeItem(state, { ...wish, date: '2026-06-12' }, null)).toMatchObject({ day: 1 });
	expect(placeItem(state, { ...wish, date: '2026-06-11' }, null)).toBeNull();
	expect(placeItem(state, { afterId: null, day: 7 }, null)).toBeNull();
	expect(placeItem(state, { ...wish, day: 2 }, null)).toMatchObject({ day: 2, part: 1 });
});
