import { expect, test } from 'vitest';
import { chair, guest, NOW, run, titles } from '../../../tests/support/decide.ts';
import { sampleItem, sampleState, uuid } from '../../../tests/support/state.ts';

test('Next opens the meeting and its first item, then the next, then none', () => {
	let { state } = run(sampleState(2), 'advance', { fromItemId: null });
	expect(state).toMatchObject({ status: 'open', currentItemId: uuid(1) });
	({ state } = run(state, 'advance', { fromItemId: uuid(1) }));
	expect(state.items.map((item) => item.status)).toEqual(['done', 'open']);
	({ state } = run(state, 'advance', { fromItemId: uuid(2) }));
	expect(state.currentItemId).toBeNull();
	expect(run(state, 'advance', { fromItemId: null }).code).toBe('agenda_done');
});

test('the second of two who press Next at once moves nothing', () => {
	const { state } = run(sampleState(3), 'advance', { fromItemId: null });
	const first = run(state, 'advance', { fromItemId: uuid(1) });
	const second = run(first.state, 'advance', { fromItemId: uuid(1) });
	expect(second.code).toBe('already_moved');
	expect(second.state.currentItemId).toBe(uuid(2));
});

test('Next goes past what was marked, and goes on after the item that was just marked', () => {
	let { state } = run(sampleState(4), 'item.mark', { itemId: uuid(3), status: 'postponed' });
	({ state } = run(state, 'item.open', { itemId: uuid(2) }));
	({ state } = run(state, 'item.mark', { itemId: uuid(2), status: 'not-discussed' }));
	expect(state.currentItemId).toBeNull();
	({ state } = run(state, 'advance', { fromItemId: null }));
	expect(state.currentItemId).toBe(uuid(4));
});

test('items move to where they are asked to, also into another day and part', () => {
	let { state } = run(sampleState(3), 'item.move', { itemId: uuid(3), afterId: uuid(1) });
	expect(titles(state)).toEqual(['Item 1', 'Item 3', 'Item 2']);
	({ state } = run(state, 'item.move', { itemId: uuid(2), afterId: null }));
	expect(titles(state)).toEqual(['Item 2', 'Item 1', 'Item 3']);
	({ state } = run(state, 'item.move', { itemId: uuid(2), afterId: null, day: 1, part: 2 }));
	expect(titles(state)).toEqual(['Item 1', 'Item 3', 'Item 2']);
	expect(state.items[2]).toMatchObject({ day: 1, part: 2 });
	({ state } = run(state, 'item.add', { title: 'End of part 1', day: 1, part: 1 }));
	expect(titles(state)).toEqual(['Item 1', 'Item 3', 'End of part 1', 'Item 2']);
	expect(run(state, 'item.move', { itemId: uuid(1), afterId: uuid(77) }).code).toBe('item_missing');
});

test('a removed item comes back where it stood; the current one stays', () => {
	let { state } = run(sampleState(3), 'item.remove', { itemId: uuid(2) });
	expect(titles(state)).toEqual(['Item 1', 'Item 3']);
	({ state } = run(state, 'item.restore', { itemId: uuid(2) }));
	expect(titles(state)).toEqual(['Item 1', 'Item 2', 'Item 3']);
	({ state } = run(state, 'item.open', { itemId: uuid(2) }));
	expect(run(state, 'item.remove', { itemId: uuid(2) }).code).toBe('item_current');
});

test('an item is closed without opening the next, and opened again where it was', () => {
	const itemId = uuid(1);
	const { state: open } = run(sampleState(2), 'item.open', { itemId });
	expect(run(open, 'item.close', { itemId: uuid(2) }).code).toBe('item_not_open');
	const { state } = run(open, 'item.close', { itemId }, chair, NOW + 60_000);
	expect(state.currentItemId).toBeNull();
	expect(state.items[0]).toMatchObject({ status: 'done', timer: { spent: 60_000, since: null } });
	expect(run(state, 'item.close', { itemId }).code).toBe('nothing');
	const again = run(state, 'item.open', { itemId }, chair, NOW + 600_000).state;
	expect(again.items[0]).toMatchObject({ status: 'open', closedAt: null });
	const { state: later } = run(again, 'item.close', { itemId }, chair, NOW + 660_000);
	expect(later.items[0]?.timer.spent).toBe(120_000);
});

test('an item put off waits at the end of its day, and Next goes on before it', () => {
	let { state } = run(sampleState(3), 'advance', { fromItemId: null });
	({ state } = run(state, 'advance', { fromItemId: uuid(1) }));
	({ state } = run(state, 'item.postpone', { itemId: uuid(2), to: 'day-end' }, chair, NOW + 5000));
	expect(titles(state)).toEqual(['Item 1', 'Item 3', 'Item 2']);
	expect(state.currentItemId).toBeNull();
	expect(state.items[2]).toMatchObject({ status: 'planned', timer: { spent: 5000, since: null } });
	expect(run(state, 'item.postpone', { itemId: uuid(2), to: 'day-end' }).code).toBe('nothing');
	({ state } = run(state, 'advance', { fromItemId: null }));
	expect(state.currentItemId).toBe(uuid(3));
	({ state } = run(state, 'item.postpone', { itemId: uuid(3), to: 'next-meeting' }));
	expect(state.items[1]).toMatchObject({ status: 'postponed' });
	({ state } = run(state, 'advance', { fromItemId: null }));
	expect(state.currentItemId).toBe(uuid(2));
});

test('two who give five minutes at once give five; the clock of another item is not theirs', () => {
	const itemId = uuid(1);
	const from = 10 * 60_000;
	expect(run(sampleState(2), 'timer.pause', { itemId }).code).toBe('item_not_open');
	let { state } = run(sampleState(2), 'item.open', { itemId });
	({ state } = run(state, 'timer.extend', { itemId, minutes: 5, from }));
	expect(state.items[0]?.timer.granted).toBe(15 * 60_000);
	expect(run(state, 'timer.extend', { itemId, minutes: 5, from }).code).toBe('timer_changed');
	({ state } = run(state, 'timer.pause', { itemId }, chair, NOW + 60_000));
	expect(run(state, 'timer.pause', { itemId }).code).toBe('nothing');
	({ state } = run(state, 'timer.set', { itemId, minutes: 3 }, chair, NOW + 600_000));
	expect(state.items[0]?.timer).toEqual({ spent: 60_000, since: null, granted: 4 * 60_000 });
	({ state } = run(state, 'timer.start', { itemId }, chair, NOW + 600_000));
	expect(run(state, 'timer.start', { itemId }).code).toBe('nothing');
	({ state } = run(state, 'item.edit', { itemId, minutes: 20 }));
	expect(state.items[0]?.timer.granted).toBeNull();
	for (const minutes of [0, -5, 1.5, 5000])
		expect(run(state, 'timer.set', { itemId, minutes }).code).toBe('minutes_wrong');
	expect(run(state, 'timer.pause', { itemId }, guest).code).toBe('not_allowed');
});

test('titles are one line of at most 300 characters', () => {
	expect(run(sampleState(0), 'item.add', { title: 'x'.repeat(10_000) }).code).toBe(
		'title_too_long'
	);
	expect(run(sampleState(0), 'item.add', { title: ' \n ' }).code).toBe('title_missing');
	const { state } = run(sampleState(0), 'item.add', { title: '  Two\u0000\nlines \ud800 ' });
	expect(titles(state)).toEqual(['Two lines \ufffd']);
});

test('a translated title keeps the original', () => {
	const args = { itemId: uuid(1), title: 'Point 1', titleLanguage: 'fr' };
	const { state } = run(sampleState(1), 'item.edit', args);
	expect(state.items[0]?.title).toEqual({
		original: 'en',
		texts: { en: 'Item 1', fr: 'Point 1' }
	});
});

test.each([
	['item.add', { title: 5 }],
	['item.add', { title: 'x', minutes: 1.5 }],
	['item.add', { title: 'x', format: 'party' }],
	['item.edit', {}],
	['item.move', { itemId: 'x', afterId: null }],
	['item.access', { itemId: uuid(1), access: 'everybody' }],
	['film.rate', { rate: 20 }],
	['film.seek', { position: Infinity }],
	['film.seek', { position: -1 }],
	['__proto__', {}],
	['toString', {}]
])('%s with %j is refused', (type, args) => {
	expect(run(sampleState(1), type, args).code).toMatch(
		/malformed|minutes_wrong|rate_wrong|unknown_command/
	);
});

test('only the chair leads; a speaker has the films of the item that is open', () => {
	for (const [type, args] of [
		['item.add', { title: 'x' }],
		['advance', { fromItemId: null }],
		['meeting.close', {}],
		['item.remove', { itemId: uuid(1) }],
		['film.start', { filmId: uuid(9) }]
	] as const)
		expect(run(sampleState(1), type, args, guest).code).toBe('not_allowed');
	const speakers = [{ personId: guest.personId, name: 'G', role: null }];
	const items = [sampleItem(1, { rank: 'a', speakers }), sampleItem(2, { rank: 'b' })];
	let { state } = run(sampleState(0, { items }), 'item.open', { itemId: uuid(1) });
	expect(run(state, 'film.start', { filmId: uuid(9) }, guest).code).toBeNull();
	({ state } = run(state, 'advance', { fromItemId: uuid(1) }));
	expect(run(state, 'film.start', { filmId: uuid(9) }, guest).code).toBe('not_allowed');
});

test('a film is started, paused, sought and stopped within its length', () => {
	let { state } = run(sampleState(1), 'film.start', { filmId: uuid(9), position: 10 });
	expect(state.playback).toMatchObject({ playing: true, position: 10, effectiveAt: NOW + 400 });
	({ state } = run(state, 'film.pause', {}, chair, NOW + 10_000));
	expect(state.playback).toMatchObject({ playing: false, position: 20 });
	expect(run(state, 'film.pause').code).toBe('nothing');
	({ state } = run(state, 'film.seek', { position: 999 }));
	expect(state.playback?.position).toBe(60);
	({ state } = run(state, 'film.play'));
	expect(state.playback).toMatchObject({ playing: true, position: 0 });
	({ state } = run(state, 'film.stop'));
	expect(state.playback).toBeNull();
	expect(run(state, 'film.play').code).toBe('film_not_playing');
});

test('a closed meeting takes no more commands, and closing it twice is a yes', () => {
	const opened = run(sampleState(2), 'advance', { fromItemId: null }).state;
	const { state } = run(opened, 'meeting.close');
	expect(state).toMatchObject({ status: 'held', currentItemId: null });
	expect(state.items.map((item) => item.status)).toEqual(['done', 'planned']);
	expect(run(state, 'meeting.close').code).toBe('nothing');
	expect(run(state, 'item.add', { title: 'Late' }).code).toBe('meeting_closed');
	expect(run(sampleState(1, { status: 'cancelled' }), 'meeting.open').code).toBe(
		'meeting_cancelled'
	);
});
