import { expect, test } from 'vitest';
import { sampleItem, sampleState, uuid } from '../../../../../../tests/support/state.ts';
import type { LoggedEvent } from '#lib/realtime/events.ts';
import { subjectOf, tellEvent } from './agenda-events.ts';

const now = Date.parse('2026-06-12T07:10:00Z');
const timer = { spent: 0, since: '2026-06-12T07:00:00Z', granted: 15 * 60_000 };
const state = sampleState(2, {
	currentItemId: uuid(1),
	items: [sampleItem(1, { timer, status: 'open' }), sampleItem(2)]
});
const event = (type: string, payload: object, seq = 1): LoggedEvent => ({
	seq,
	type,
	payload: { ...payload },
	at: '2026-06-12T07:10:00Z',
	commandId: uuid(300),
	actor: 'Ana Kerr'
});
const tell = (type: string, payload: object, at = now) =>
	tellEvent(event(type, payload), state, at);

test('what others do to the clock is told with the time that is left', () => {
	const itemId = uuid(1);
	expect(tell('timer.paused', { itemId })).toBe('Ana Kerr paused the clock.');
	expect(tell('timer.started', { itemId })).toBe('Ana Kerr started the clock.');
	const granted = { itemId, granted: 15 * 60_000, minutes: 5 };
	const changed = 'Ana Kerr changed the time of this item: ';
	expect(tell('timer.granted', granted)).toBe(`${changed}5 mins left`);
	expect(tell('timer.granted', granted, now + 7 * 60_000)).toBe(`${changed}2 mins over time`);
});

test('nothing is told of the clock of an item that is over, or was removed', () => {
	for (const itemId of [uuid(2), uuid(9)]) expect(tell('timer.paused', { itemId })).toBeNull();
});

test('of several changes of one clock only the last counts, of everything else each', () => {
	const of = (type: string, id: number, seq: number) =>
		subjectOf(event(type, { itemId: uuid(id) }, seq));
	expect(of('timer.paused', 1, 1)).toBe(of('timer.granted', 1, 2));
	expect(of('timer.paused', 1, 1)).not.toBe(of('timer.paused', 2, 2));
	expect(of('item.moved', 1, 1)).not.toBe(of('item.moved', 1, 2));
});

test('what others add is told', () => {
	expect(tell('item.added', { item: sampleItem(3) })).toBe('Ana Kerr added: Item 3');
});
