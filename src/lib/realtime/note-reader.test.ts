import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Reply } from './events.ts';
import { NoteReader } from './note-reader.svelte.ts';

let answers: Array<Reply<'doc:html'> | Promise<Reply<'doc:html'>>>;
let asked: number;
let state: 'online' | 'offline';
let connect: () => void;
let listeners: Record<string, (message: { itemId: string }) => void>;

const page = (html: string, canWrite = false): Reply<'doc:html'> => ({
	ok: true,
	html,
	canWrite,
	actions: []
});
const no = (code: string): Reply<'doc:html'> => ({ ok: false, code, message: '' });

function open(onrights?: (canWrite: boolean) => void): NoteReader {
	return new NoteReader({
		live: {
			get state() {
				return state;
			},
			send: (() => {
				asked++;
				return Promise.resolve(answers.shift() ?? page('<p>words</p>'));
			}) as never,
			on: (event: string, listener: never) => {
				listeners[event] = listener;
				return () => undefined;
			},
			onConnect: (listener) => {
				connect = listener;
				if (state === 'online') listener();
				return () => undefined;
			}
		},
		itemId: 'item',
		language: 'en',
		onrights
	});
}

beforeEach(() => {
	vi.useFakeTimers();
	[answers, asked, state, listeners] = [[], 0, 'online', {}];
});
afterEach(() => void vi.useRealTimers());
const pass = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test.each(['offline', 'fault', 'too_fast'])(
	'a first reading that fails (%s) is tried again, and says so meanwhile',
	async (code) => {
		answers = [no(code), no(code)];
		const reader = open();
		await pass();
		expect([reader.html, reader.problem]).toEqual([null, 'failed']);
		await pass(60_000);
		expect([reader.html, reader.problem]).toEqual(['<p>words</p>', null]);
		expect(asked).toBe(3);
		reader.close();
	}
);

test('refused notes are tried again by themselves, and at once when rights change', async () => {
	answers = [no('not_found'), no('not_found')];
	const reader = open();
	await pass();
	expect(reader.problem).toBe('refused');
	await reader.read();
	expect([reader.problem, asked]).toEqual(['refused', 2]);
	await reader.read();
	expect([reader.html, reader.problem]).toEqual(['<p>words</p>', null]);
	answers = [no('not_found')];
	listeners['doc:changed']!({ itemId: 'item' });
	await pass();
	expect([reader.html, reader.problem]).toEqual([null, 'refused']);
	await pass(60_000);
	expect([reader.html, asked]).toEqual(['<p>words</p>', 5]);
	reader.close();
});

test('without a line it says so at once, asks nobody, and reads when the line is back', async () => {
	state = 'offline';
	const reader = open();
	await pass(60_000);
	expect([reader.problem, asked]).toEqual(['failed', 0]);
	state = 'online';
	connect();
	await pass();
	expect([reader.html, reader.problem]).toEqual(['<p>words</p>', null]);
	reader.close();
});

test('what changes during a reading is read after it, once; other items are none of its business', async () => {
	let answer!: (reply: Reply<'doc:html'>) => void;
	answers = [new Promise((done) => (answer = done)), page('<p>new</p>')];
	const reader = open();
	await pass();
	for (let n = 0; n < 3; n++) listeners['doc:changed']!({ itemId: 'item' });
	listeners['doc:changed']!({ itemId: 'other' });
	await pass();
	answer(page('<p>old</p>'));
	await pass();
	expect([reader.html, asked]).toEqual(['<p>new</p>', 2]);
	reader.close();
	answers = [no('offline')];
	await pass(60_000);
	expect(asked).toBe(2);
});

test('who may write is told, and gets no text', async () => {
	const told: boolean[] = [];
	answers = [page('', true)];
	const reader = open((canWrite) => told.push(canWrite));
	await pass();
	expect([told, reader.html]).toEqual([[true], null]);
	reader.close();
});
