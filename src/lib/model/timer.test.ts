import { expect, test } from 'vitest';
import {
	extendGranted,
	isNearlyOver,
	readElapsed,
	readLeft,
	startTimer,
	stopTimer,
	UNTOUCHED
} from './timer.ts';

const MINUTE = 60_000;
const begin = Date.parse('2026-06-12T07:00:00Z');
const at = (minutes: number) => begin + minutes * MINUTE;
const iso = (minutes: number) => new Date(at(minutes)).toISOString();

test('what ran counts, pauses do not', () => {
	let timer = startTimer(UNTOUCHED, iso(0));
	expect(readElapsed(timer, at(4))).toBe(4 * MINUTE);
	timer = stopTimer(timer, iso(4));
	expect(readElapsed(timer, at(30))).toBe(4 * MINUTE);
	timer = startTimer(timer, iso(30));
	expect(readLeft({ minutes: 10, timer }, at(31))).toBe(5 * MINUTE);
	expect(readLeft({ minutes: 10, timer }, at(40))).toBe(-4 * MINUTE);
	expect(startTimer(timer, iso(35))).toBe(timer);
	const stopped = stopTimer(timer, iso(40));
	expect(stopTimer(stopped, iso(50))).toBe(stopped);
});

test('a clock that was set back takes nothing away', () => {
	const timer = startTimer({ ...UNTOUCHED, spent: 2 * MINUTE }, iso(10));
	expect(readElapsed(timer, at(5))).toBe(2 * MINUTE);
	expect(stopTimer(timer, iso(5))).toMatchObject({ spent: 2 * MINUTE });
});

test('more time is added to the plan, and without a plan it counts from now', () => {
	const timer = startTimer(UNTOUCHED, iso(0));
	expect(extendGranted({ minutes: 10, timer }, 5, at(3))).toBe(15 * MINUTE);
	expect(extendGranted({ minutes: null, timer }, 5, at(3))).toBe(8 * MINUTE);
	expect(readLeft({ minutes: null, timer }, at(3))).toBeNull();
});

test.each([
	[10, 8.5, false],
	[10, 9, true],
	[10, 10.5, false],
	[60, 54, true],
	[60, 53, false]
])('of %d minutes, after %d it is nearly over: %s', (minutes, after, isNear) => {
	expect(isNearlyOver({ minutes, timer: startTimer(UNTOUCHED, iso(0)) }, at(after))).toBe(isNear);
});
