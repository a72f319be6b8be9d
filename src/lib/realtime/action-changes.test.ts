import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NoteAction } from '../model/note.ts';
import { ActionChanges } from './action-changes.svelte.ts';
import type { Reply } from './events.ts';

const ID = 'action';
let sent: object[];
let answers: Array<Reply<'action:set'> | 'none'>;
let state: 'online' | 'offline';
let connect: () => void;
let stored: NoteAction[];
let hasUnsavedWords: boolean;

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
		hasUnsavedWords: () => hasUnsavedWords,
		stored: (one) => stored.push(one)
	});
}

beforeEach(() => {
	vi.useFakeTimers();
	[sent, answers, stored, state, hasUnsavedWords] = [[], [], [], 'online', false];
});
afterEach(() => void vi.useRealTimers());
const pass = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test('only what was chosen is sent, and it shows until the server has it', async () => {
	const changes = open();
	changes.set(ID, { due: '2027-01-31' });
	expect(changes.of(ID)).toEqual({ due: '2027-01-31' });
	await pass();
	expect(sent).toEqual([{ due: '2027-01-31' }]);
	expect(stored).toEqual([action({ due: '2027-01-31' })]);
	expect(changes.isWaiting).toBe(false);
});

test('what is chosen without a connection, or gets no answer, waits and is sent again', async () => {
	state = 'offline';
	const changes = open();
	changes.set(ID, { due: '2027-01-31' });
	changes.set(ID, { ownerPersonId: 'ben', ownerOrganisationId: null });
	await pass(60_000);
	expect(sent).toEqual([]);
	expect(changes.isWaiting).toBe(true);
	expect(changes.refusal).toBeNull();
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
	changes.set(ID, { due: '2027-01-31' });
	changes.set(ID, { ownerPersonId: 'ben', ownerOrganisationId: null });
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
	changes.set(ID, { due: '2027-01-31' });
	await pass();
	expect(changes.refusal).toBeNull();
	hasUnsavedWords = false;
	changes.retry();
	await pass();
	expect(changes.refusal).toMatchObject({ code: 'not_found' });
	expect(changes.isWaiting).toBe(false);
});
