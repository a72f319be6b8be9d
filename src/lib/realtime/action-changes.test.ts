import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NoteAction } from '../model/note.ts';
import { ActionChanges } from './action-changes.svelte.ts';
import type { Reply } from './events.ts';
import type { KeptAction, KeptActions } from './kept-actions.ts';

const ID = 'action';
let sent: object[];
let answers: Array<Reply<'action:set'> | 'none'>;
let state: 'online' | 'offline';
let connect: () => void;
let stored: NoteAction[];
let hasUnsavedWords: boolean;
let disk: Map<string, KeptAction>;

const WORDS = { action: 'Write the letter' };
const kept: KeptActions = {
	list: (itemId, personId) =>
		Promise.resolve(
			[...disk.values()].filter((row) => row.itemId === itemId && row.personId === personId)
		),
	put: (row) => Promise.resolve(void disk.set(row.key, structuredClone(row))),
	remove: (key, stamp) => Promise.resolve(void (disk.get(key)?.stamp === stamp && disk.delete(key)))
};

const action = (values: Partial<NoteAction>): NoteAction => ({
	id: ID,
	ownerOrganisationId: null,
	ownerPersonId: null,
	due: null,
	state: 'open',
	...values
});
const no = (code: string): Reply<'action:set'> => ({ ok: false, code, message: '' });

function open(): ActionChanges {
	return new ActionChanges({
		live: {
			get state() {
				return state;
			},
			send: ((_: string, { itemId, actionId, ...change }: Record<string, string>) => {
				expect([itemId, actionId]).toEqual(['item', ID]);
				sent.push(change);
				const answer = answers.shift() ?? { ok: true, action: action(change) };
				return answer === 'none' ? new Promise(() => undefined) : Promise.resolve(answer);
			}) as never,
			onConnect: (listener) => {
				connect = listener;
				return () => undefined;
			}
		},
		itemId: 'item',
		personId: 'ana',
		kept,
		hasUnsavedWords: () => hasUnsavedWords,
		answered: (one) => one && stored.push(one)
	});
}

beforeEach(() => {
	vi.useFakeTimers();
	[sent, answers, stored, state, hasUnsavedWords] = [[], [], [], 'online', false];
	disk = new Map();
});
afterEach(() => void vi.useRealTimers());
const pass = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test('only what was chosen is sent, and it shows until the server has it', async () => {
	const changes = open();
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	expect(changes.of(ID)).toEqual({ due: '2027-01-31' });
	await pass();
	expect(sent).toEqual([{ due: '2027-01-31' }]);
	expect(stored).toEqual([action({ due: '2027-01-31' })]);
	expect(changes.isWaiting).toBe(false);
});

test('what is chosen without a connection, or gets no answer, waits and is sent again', async () => {
	state = 'offline';
	const changes = open();
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	changes.set(ID, { ownerPersonId: 'ben', ownerOrganisationId: null }, WORDS);
	await pass(60_000);
	expect(sent).toEqual([]);
	expect(changes.isWaiting).toBe(true);
	expect(changes.refused).toEqual([]);
	state = 'online';
	answers = [no('offline')];
	connect();
	await pass(5000);
	const whole = { due: '2027-01-31', ownerPersonId: 'ben', ownerOrganisationId: null };
	expect(sent).toEqual([whole, whole]);
	expect(changes.isWaiting).toBe(false);
});

test('a second choice while the first is on its way is sent after it, by itself', async () => {
	const changes = open();
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	changes.set(ID, { ownerPersonId: 'ben', ownerOrganisationId: null }, WORDS);
	await pass();
	expect(sent).toEqual([
		{ due: '2027-01-31' },
		{ ownerPersonId: 'ben', ownerOrganisationId: null }
	]);
	expect(changes.isWaiting).toBe(false);
});

test('an action whose words are not saved yet is waited for; a refusal is told', async () => {
	const changes = open();
	hasUnsavedWords = true;
	answers = [no('not_found'), no('not_found')];
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	await pass();
	expect(changes.refused).toEqual([]);
	hasUnsavedWords = false;
	changes.retry();
	await pass();
	expect(changes.refused).toMatchObject([{ code: 'not_found', words: WORDS }]);
	expect(changes.isWaiting).toBe(false);
});

test('what waits outlives the page, is shown and brought home by the next, and leaves nothing', async () => {
	state = 'offline';
	const first = open();
	await pass();
	first.set(ID, { due: '2027-01-31' }, WORDS);
	first.set(ID, { ownerPersonId: 'ben', ownerOrganisationId: null }, { ...WORDS, owner: 'Ben' });
	await first.part();
	expect(first.isKept).toBe(true);
	const second = open();
	await pass();
	const whole = { due: '2027-01-31', ownerPersonId: 'ben', ownerOrganisationId: null };
	expect(second.of(ID)).toEqual(whole);
	second.set(ID, { due: '2027-02-01' }, WORDS);
	await pass();
	expect(disk.size).toBe(2);
	state = 'online';
	connect();
	await pass();
	expect(sent).toEqual([{ ...whole, due: '2027-02-01' }]);
	expect([second.isWaiting, disk.size]).toEqual([false, 0]);
});

test('of two pages left behind the later choice counts', async () => {
	state = 'offline';
	for (const due of ['2027-01-31', '2027-01-30']) {
		const page = open();
		page.set(ID, { due }, WORDS);
		await pass(1000);
	}
	state = 'online';
	const last = open();
	await pass();
	expect(sent).toEqual([{ due: '2027-01-30' }]);
	expect(last.hasTaken).toBe(true);
	expect(disk.size).toBe(0);
});

test('what is refused stays on the device until it was read', async () => {
	answers = [no('read_only'), no('read_only')];
	const changes = open();
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	await pass();
	expect(changes.refused).toMatchObject([{ code: 'read_only', change: { due: '2027-01-31' } }]);
	expect(disk.size).toBe(1);
	const later = open();
	await pass();
	expect(later.refused).toMatchObject([{ code: 'read_only', words: WORDS }]);
	later.dismiss();
	await later.part();
	expect([later.refused, disk.size]).toEqual([[], 0]);
});

test('a device that keeps nothing is known, and the choice is sent all the same', async () => {
	state = 'offline';
	const put = vi.spyOn(kept, 'put').mockRejectedValue(new DOMException('full'));
	const changes = open();
	changes.set(ID, { due: '2027-01-31' }, WORDS);
	await changes.part();
	expect(changes.isKept).toBe(false);
	state = 'online';
	connect();
	await pass();
	expect(sent).toEqual([{ due: '2027-01-31' }]);
	put.mockRestore();
});
