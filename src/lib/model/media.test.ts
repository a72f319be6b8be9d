import { expect, test } from 'vitest';
import { identityOf, readIdentity, sourcesOf } from './media.ts';
import { SEATS } from './meeting.ts';

const seat = '0199d7a4-2f6e-7c8a-9b1d-3e4f5a6b7c8d';

test('an identity leads back to its seat, whatever the view', () => {
	for (const view of ['seat', 'display'] as const)
		expect(readIdentity(identityOf(seat, view))).toEqual({ seatId: seat, view });
});

test('an identity that is not ours is nobody', () => {
	for (const identity of ['', 'ana@example.org', `${seat}:other`, `x${seat}`])
		expect(readIdentity(identity)).toBeNull();
});

test('every seat has its sources, and a viewer sends nothing', () => {
	for (const kind of SEATS) expect(sourcesOf(kind)).toBeDefined();
	expect(sourcesOf('viewer')).toEqual([]);
});
