import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LONGEST_RANK, placeRank, spreadRanks } from './rank.ts';

function insert(ranks: string[], index: number): string[] {
	const { rank, all } = placeRank(ranks, index);
	return all ?? [...ranks.slice(0, index), rank, ...ranks.slice(index)];
}

function expectOrdered(ranks: string[]): void {
	for (let at = 1; at < ranks.length; at += 1)
		if (!((ranks[at - 1] ?? '') < (ranks[at] ?? '')))
			expect.fail(`${ranks[at - 1]} stands before ${ranks[at]}`);
	for (const rank of ranks) expect(rank.length).toBeLessThanOrEqual(LONGEST_RANK);
}

test('ranks stay in order and short wherever entries are put', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(), { maxLength: 150 }), (places) => {
			let ranks: string[] = [];
			for (const place of places) ranks = insert(ranks, place % (ranks.length + 1));
			expectOrdered(ranks);
			expect(ranks).toHaveLength(places.length);
		})
	);
});

test.each([
	['always first', () => 0],
	['always last', (length: number) => length],
	['always between the same two', () => 1]
])('a thousand entries %s keep their order and length', (_, choose) => {
	let ranks = spreadRanks(2);
	for (let count = 0; count < 1000; count += 1) ranks = insert(ranks, choose(ranks.length));
	expectOrdered(ranks);
});

test('ranks that others wrote, without room or out of order, are spread anew', () => {
	for (const ranks of [
		['0000', '00000'],
		['b', 'a'],
		['a0001', 'a0002'],
		['~', '~~'],
		['1', '10']
	]) {
		const { rank, all } = placeRank(ranks, 1);
		if (all) expectOrdered(all);
		else expectOrdered([ranks[0] ?? '', rank, ranks[1] ?? '']);
	}
});

test('spread ranks leave room for at least a few insertions without growing', () => {
	const ranks = spreadRanks(40);
	expectOrdered(ranks);
	expect(placeRank(ranks, 20).rank.length).toBeLessThanOrEqual(4);
});
