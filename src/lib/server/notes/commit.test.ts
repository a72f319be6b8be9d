import { expect, test } from 'vitest';
import { CommitQueue, type LogWrite } from './commit.ts';

const entry = (n: number): LogWrite => ({
	entries: [{ docId: 'd', epoch: 1, actorId: null, bytes: Uint8Array.of(n) }]
});
const numbers = (writes: LogWrite[]) =>
	writes.flatMap(({ entries }) => entries.map(({ bytes }) => bytes[0]!));

test('writes at once when idle, and gathers while a commit is in flight', async () => {
	const batches: number[][] = [];
	const queue = new CommitQueue(async (writes) => {
		batches.push(numbers(writes));
		await new Promise((done) => setTimeout(done, 5));
		return numbers(writes);
	});
	const first = queue.append(entry(1));
	await new Promise((done) => setTimeout(done, 2));
	const rest = [2, 3, 4].map((n) => queue.append(entry(n)));
	expect(await Promise.all([first, ...rest])).toEqual([1, 2, 3, 4]);
	expect(batches).toEqual([[1], [2, 3, 4]]);
	expect(queue.isIdle).toBe(true);
	expect(queue.bytes).toBe(0);
});

test('a failed write is tried again before anything behind it', async () => {
	const written: number[] = [];
	let faults = 3;
	const queue = new CommitQueue(async (writes) => {
		if (faults-- > 0) throw new Error('database away');
		written.push(...numbers(writes));
		return writes.map(() => 1);
	});
	const order: string[] = [];
	const all = [
		queue.append(entry(1)).then(() => order.push('one')),
		queue.settle().then(() => order.push('settled')),
		queue.append(entry(2)).then(() => order.push('two'))
	];
	await Promise.all(all);
	expect(written).toEqual([1, 2]);
	expect(order[0]).toBe('one');
	expect(order).toHaveLength(3);
});

test('an update of a document that is gone is refused, others are stored', async () => {
	const queue = new CommitQueue(async (writes) => numbers(writes).map((n) => (n === 1 ? null : 7)));
	const [gone, kept] = await Promise.allSettled([queue.append(entry(1)), queue.append(entry(2))]);
	expect(gone).toMatchObject({ status: 'rejected', reason: { code: 'not_found' } });
	expect(kept).toMatchObject({ status: 'fulfilled', value: 7 });
});

test('what others were quicker with is written again in its order, with what joined it meanwhile', async () => {
	const batches: number[][] = [];
	const first = entry(1);
	const queue = new CommitQueue(async (writes) => {
		batches.push(numbers(writes));
		if (batches.length > 1) return numbers(writes);
		first.entries.push(...entry(9).entries);
		return ['again', 2, 'again'];
	});
	const order: string[] = [];
	await Promise.all([
		queue.append(first).then(() => order.push('one')),
		queue.append(entry(2)).then(() => order.push('two')),
		queue.append(entry(3)).then(() => order.push('three')),
		queue.settle().then(() => order.push('settled'))
	]);
	expect(batches).toEqual([
		[1, 2, 3],
		[1, 9, 3]
	]);
	expect(order).toEqual(['two', 'one', 'three', 'settled']);
	expect(queue.bytes).toBe(0);
});
