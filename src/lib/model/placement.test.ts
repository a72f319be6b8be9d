import { expect, test } from 'vitest';
import { sampleItem, sampleState, uuid } from '../../../tests/support/state.ts';
import { sortItems } from './agenda.ts';
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
	for (let wish = moveUp(at.items, uuid(4)); wish; wish = moveUp(at.items, uuid(4))) {
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
	const there = move(state, moveUp(state.items, uuid(2)));
	expect(there.items.map((item) => item.id)).toEqual([2, 1, 3, 4].map(uuid));
	expect(read(move(there, moveDown(there.items, uuid(2))))).toEqual(read(state));
	expect(moveUp(state.items, uuid(1))).toBeNull();
	expect(moveDown(state.items, uuid(4))).toBeNull();
});
