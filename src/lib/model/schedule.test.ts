import { expect, test } from 'vitest';
import { sampleState, uuid } from '../../../tests/support/state.ts';
import { openQuestions } from './agenda.ts';
import { applyFact } from './log.ts';
import { forecast, measureDay, planItems } from './schedule.ts';

const at = (time: string) => Date.parse(`2026-06-12T${time}:00Z`);

test('items are planned one after the other from the day’s start', () => {
	const plan = planItems(sampleState(3));
	expect(plan.get(uuid(3))).toEqual({ starts: at('07:20'), ends: at('07:30') });
	expect(measureDay(sampleState(3), 1)).toEqual({ planned: 30, length: 180 });
	const days = [{ day: 1, date: '2026-06-12', starts: null, ends: null }];
	expect(planItems(sampleState(3, { days })).size).toBe(0);
	expect(measureDay(sampleState(3, { days }), 1)).toEqual({ planned: 30, length: null });
});

test('a late start slips the end, an overrun slips it further', () => {
	const fact = {
		type: 'item.advanced',
		payload: { fromItemId: null, toItemId: uuid(1) }
	} as const;
	const state = applyFact(sampleState(3), fact, '2026-06-12T07:05:00.000Z');
	expect(forecast(state, at('07:06'))).toMatchObject({
		left: 9 * 60_000,
		ends: at('07:35'),
		slip: 5 * 60_000
	});
	expect(forecast(state, at('07:25'))).toMatchObject({
		left: -10 * 60_000,
		ends: at('07:45'),
		slip: 15 * 60_000
	});
	expect(forecast(sampleState(3), at('07:06'))).toBeNull();
});

test('a pause moves the end of the day, not the item’s time; time granted slips it', () => {
	const advanced = {
		type: 'item.advanced',
		payload: { fromItemId: null, toItemId: uuid(1) }
	} as const;
	const itemId = uuid(1);
	const opened = applyFact(sampleState(3), advanced, '2026-06-12T07:00:00.000Z');
	const paused = applyFact(
		opened,
		{ type: 'timer.paused', payload: { itemId } },
		'2026-06-12T07:04:00.000Z'
	);
	expect(forecast(paused, at('07:24'))).toMatchObject({
		isPaused: true,
		elapsed: 4 * 60_000,
		left: 6 * 60_000,
		ends: at('07:50'),
		slip: 20 * 60_000
	});
	const running = applyFact(
		paused,
		{ type: 'timer.started', payload: { itemId } },
		'2026-06-12T07:24:00.000Z'
	);
	expect(forecast(running, at('07:29'))).toMatchObject({ left: 60_000, isNear: true, planned: 10 });
	expect(forecast(running, at('07:29'))?.ends).toBe(at('07:50'));
	const granted = applyFact(
		running,
		{ type: 'timer.granted', payload: { itemId, granted: 15 * 60_000, minutes: 5 } },
		'2026-06-12T07:29:00.000Z'
	);
	expect(forecast(granted, at('07:29'))).toMatchObject({
		left: 6 * 60_000,
		ends: at('07:55'),
		slip: 25 * 60_000
	});
});

test('between two items the day’s end still shows; after its last one nothing does', () => {
	const advanced = {
		type: 'item.advanced',
		payload: { fromItemId: null, toItemId: uuid(1) }
	} as const;
	const opened = applyFact(sampleState(2), advanced, '2026-06-12T07:00:00.000Z');
	const closed = applyFact(
		opened,
		{ type: 'item.closed', payload: { itemId: uuid(1) } },
		'2026-06-12T07:05:00.000Z'
	);
	expect(forecast(closed, at('07:08'))).toMatchObject({
		item: null,
		ends: at('07:18'),
		slip: -2 * 60_000
	});
	const skipped = applyFact(
		closed,
		{ type: 'item.marked', payload: { itemId: uuid(2), status: 'postponed' } },
		'2026-06-12T07:09:00.000Z'
	);
	expect(forecast(skipped, at('07:10'))).toBeNull();
});

test('items without an answer are listed before closing, breaks are not', () => {
	const { items } = sampleState(4);
	const [a, b, c, d] = items;
	if (!a || !b || !c || !d) throw new Error('four items expected');
	const agenda = [
		{ ...a, status: 'done' as const },
		{ ...b, status: 'not-discussed' as const },
		c,
		{ ...d, format: 'break' as const }
	];
	expect(openQuestions(agenda).map((item) => item.id)).toEqual([c.id]);
	expect(openQuestions(agenda, new Set()).map((item) => item.id)).toEqual([a.id, c.id]);
	expect(openQuestions(agenda, new Set([a.id, c.id]))).toEqual([]);
});
