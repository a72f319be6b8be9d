import { expect, test } from 'vitest';
import { findChange, findLastChange } from './meeting-change.ts';

const at = '2027-01-01T00:00:00Z';
const move = (from: string[], to: string[]) => ({ at, status: 'moved', from, to });
const announced = { at, status: 'scheduled' };
const cancelled = { at, status: 'cancelled' };

test('somebody is told of the way from the dates they know to the present ones', () => {
	const steps = [announced, move(['A'], ['B']), move(['B'], ['C', 'D'])];
	const meeting = { status: 'scheduled', steps, dates: ['C', 'D'] };
	expect([0, 1, 2, 3].map((told) => findChange(meeting, told)?.known)).toEqual([
		['A'],
		['A'],
		['B'],
		undefined
	]);
	expect(findLastChange(meeting)).toEqual({ kind: 'moved', known: ['B'] });
});

test('what came back to where it was is told only to whom it was told in between', () => {
	const steps = [announced, move(['A'], ['B']), move(['B'], ['A'])];
	const meeting = { status: 'scheduled', steps, dates: ['A'] };
	expect(findChange(meeting, 1)).toBeUndefined();
	expect(findChange(meeting, 2)).toEqual({ kind: 'moved', known: ['B'] });
	const revived = { status: 'scheduled', steps: [announced, cancelled, announced], dates: ['A'] };
	expect([1, 2, 3].map((told) => findChange(revived, told)?.kind)).toEqual([
		undefined,
		'revived',
		undefined
	]);
});

test('a cancellation is told once, from the dates that are known', () => {
	const steps = [announced, move(['A'], []), cancelled];
	const meeting = { status: 'cancelled', steps, dates: [] };
	expect(findChange(meeting, 1)).toEqual({ kind: 'cancelled', known: ['A'] });
	expect(findChange(meeting, 3)).toBeUndefined();
	expect(findLastChange({ status: 'scheduled', steps: [announced], dates: ['A'] })).toBeUndefined();
});
