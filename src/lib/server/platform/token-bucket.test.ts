import { expect, test } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

test('gives its size at once, then as many as the time allows', () => {
	let now = 0;
	const bucket = new TokenBucket(3, 2, () => now);
	expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([
		true,
		true,
		true,
		false
	]);
	now = 1000;
	expect([bucket.take(), bucket.take(), bucket.take()]).toEqual([true, true, false]);
	now = 60_000;
	expect(bucket.take(3)).toBe(true);
	expect(bucket.take()).toBe(false);
});
