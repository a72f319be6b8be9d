import { expect, test } from 'vitest';
import { findChange, findLastChange } from './meeting-change.ts';

const nine = { starts: '09:00', ends: null, half: null, remote: null, zone: 'Europe/Paris' };
const ten = { ...nine, starts: '10:00' };
const arranged = { hours: [nine], place: 'Town hall', mode: 'hybrid' };
const at = '2027-01-01T00:00:00Z';
const move = (from: string[], to: string[]) => ({ at, status: 'moved', from, to });
const announced = { at, status: 'scheduled' };
const cancelled = { at, status: 'cancelled' };

test('somebody is told of the way from the dates they know to the present ones', () => {
	const steps = [announced, move(['A'], ['B']), move(['B'], ['C', 'D'])];
	const meeting = { status: 'scheduled', steps, dates: ['C', 'D'], arranged };
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
	const meeting = { status: 'scheduled', steps, dates: ['A'], arranged };
	expect(findChange(meeting, 1)).toBeUndefined();
	expect(findChange(meeting, 2)).toEqual({ kind: 'moved', known: ['B'] });
	const revived = {
		status: 'scheduled',
		steps: [announced, cancelled, announced],
		dates: ['A'],
		arranged
	};
	expect([1, 2, 3].map((told) => findChange(revived, told)?.kind)).toEqual([
		undefined,
		'revived',
		undefined
	]);
});

test('a cancellation is told once, from the dates that are known', () => {
	const steps = [announced, move(['A'], []), cancelled];
	const meeting = { status: 'cancelled', steps, dates: [], arranged };
	expect(findChange(meeting, 1)).toEqual({ kind: 'cancelled', known: ['A'] });
	expect(findChange(meeting, 3)).toBeUndefined();
	expect(
		findLastChange({ status: 'scheduled', steps: [announced], dates: ['A'], arranged })
	).toBeUndefined();
});

test('hours and place are told from what is known of them, and not when they are so again', () => {
	const changed = (was: object) => ({ at, status: 'changed', was });
	const steps = [announced, changed({ hours: [ten] }), changed({ place: 'School' })];
	const meeting = { status: 'scheduled', steps, dates: ['A'], arranged };
	expect([1, 2, 3].map((told) => findChange(meeting, told))).toEqual([
		{ kind: 'changed', known: ['A'], was: { hours: [ten], place: 'School' } },
		{ kind: 'changed', known: ['A'], was: { place: 'School' } },
		undefined
	]);
	const back = [announced, changed({ hours: [nine] }), changed({ hours: [ten] })];
	expect(findChange({ ...meeting, steps: back }, 1)).toBeUndefined();
	expect(findChange({ ...meeting, steps: back }, 2)).toMatchObject({ was: { hours: [ten] } });
	const moved = { ...move(['A'], ['B']), was: { hours: [ten] } };
	expect(findChange({ ...meeting, steps: [announced, moved], dates: ['B'] }, 1)).toEqual({
		kind: 'moved',
		known: ['A'],
		was: { hours: [ten] }
	});
});
