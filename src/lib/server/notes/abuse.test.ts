import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT, SCHEMA_VERSION } from '#lib/model/note.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { toBase64 } from '#lib/realtime/base64.ts';
import type { ServerEvents } from '#lib/realtime/events.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ask, connectTo } from '../../../../tests/support/live.ts';
import {
	addItem,
	countUpdates,
	makeNotesWorld,
	openNotes,
	until,
	type NotesWorld
} from '../../../../tests/support/notes.ts';
import { startProcess, type ServerProcess } from '../../../../tests/support/processes.ts';

/*
 * Somebody with a seat and bad intentions, against a server process of its own, while two others
 * write: each attempt is refused with a sentence and stored nowhere, and the two feel nothing.
 */
let base: TestDatabase;
let server: ServerProcess;
let world: NotesWorld;
let foreign: NotesWorld;
let eve: Actor;
let a: NotesProvider;
let b: NotesProvider;
const sockets: Socket[] = [];
let lost = 0;

beforeAll(async () => {
	base = await testDatabase();
	[world, foreign] = [await makeNotesWorld(base.db), await makeNotesWorld(base.db)];
	const [ana, ben] = [await world.addPerson('Ana'), await world.addPerson('Ben')];
	eve = await world.addPerson('Eve');
	const stranger = await foreign.addPerson('Zoe');
	server = await startProcess(base.url, [ana, ben, eve, stranger]);
	[a, b] = [await write(ana), await write(ben)];
	for (const socket of sockets) socket.on('disconnect', () => lost++);
	await write(stranger, foreign.itemId);
}, 30_000);
afterAll(async () => {
	for (const socket of sockets) socket.close();
	await server.end('SIGKILL');
	await base.close();
});

async function write(actor: Actor, itemId = world.itemId): Promise<NotesProvider> {
	const socket = await connectTo(server.port, actor.personId);
	sockets.push(socket);
	const provider = openNotes(socket, itemId, { personId: actor.personId });
	await until(() => provider.hasJoined, 'joined');
	return provider;
}

async function intrude(): Promise<{ socket: Socket; docId: string }> {
	const socket = await connectTo(server.port, eve.personId);
	sockets.push(socket);
	const join = { itemId: world.itemId, schemaVersion: SCHEMA_VERSION, stateVector: 'AA==' };
	const clientId = Math.floor(Math.random() * 1e9);
	const joined = await ask(socket, 'doc:join', { ...join, clientId });
	if (!joined.ok) throw new Error(joined.code);
	return { socket, docId: joined.docId };
}

/** Milliseconds from a stroke of Ana's until Ben has it, for a while. */
async function feel(strokes = 40): Promise<number> {
	const samples: number[] = [];
	for (let n = 0; n < strokes; n++) {
		const began = performance.now();
		writeParagraphs(a.doc, [paragraph(`${began}`)]);
		await until(() => renderText(readParagraphs(b.doc)).includes(`${began}`), 'seen');
		samples.push(performance.now() - began);
		await new Promise((done) => setTimeout(done, 10));
	}
	return samples.sort((x, y) => x - y)[Math.floor(strokes * 0.95)]!;
}

const forge = (make: (root: Y.XmlFragment, doc: Y.Doc) => void) => {
	const doc = new Y.Doc();
	doc.transact(() => make(doc.getXmlFragment(NOTES_ROOT), doc));
	return toBase64(Y.encodeStateAsUpdate(doc));
};
const node = (name: string, attributes: Record<string, string> = {}) => {
	const element = new Y.XmlElement(name);
	for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
	return element;
};
const linked = (href: string) =>
	forge((root) => {
		const element = node('paragraph');
		root.push([element]);
		const text = new Y.XmlText('click');
		element.push([text]);
		text.format(0, 5, { link: { href } });
	});

test.each([
	['not Yjs at all', () => 'AQIDBAUGBwgJ'],
	['a javascript: link', () => linked('javascript:alert(1)')],
	['a javascript: link in disguise', () => linked(' JaVaScRiPt:alert(1)')],
	['a data: link', () => linked('data:text/html,<script>alert(1)</script>')],
	['a script node', () => forge((root) => root.push([node('script')]))],
	['an event attribute', () => forge((root) => root.push([node('paragraph', { onclick: 'x' })]))],
	[
		'a node inside a paragraph',
		() =>
			forge((root) => {
				const outer = node('paragraph');
				root.push([outer]);
				outer.push([node('paragraph')]);
			})
	],
	['another root', () => forge((_, doc) => doc.getMap('meta').set('x', 1))]
])('%s', async (_, make) => {
	const { socket, docId } = await intrude();
	const before = await countUpdates(base.db, world.itemId);
	const reply = await ask(socket, 'doc:push', { docId, epoch: 1, n: 1, update: make() });
	expect(reply).toMatchObject({ ok: false, message: expect.stringMatching(/\w+ \w+/) });
	expect(await countUpdates(base.db, world.itemId)).toBe(before);
});

test('a locked item, a document of another taskforce, and an old page', async () => {
	const { socket } = await intrude();
	const update = forge((root) => root.push([node('paragraph')]));
	const closed = await addItem(base.db, world.meetingId, 'closed');
	await base.db
		.updateTable('agendaItem')
		.set({ access: 'closed' })
		.where('id', '=', closed)
		.execute();
	const join = { schemaVersion: SCHEMA_VERSION, clientId: 5, stateVector: 'AA==' };
	const locked = await ask(socket, 'doc:join', { itemId: closed, ...join });
	expect(locked).toMatchObject({ ok: true, canWrite: false });
	const into = (docId: string) => ask(socket, 'doc:push', { docId, epoch: 1, n: 1, update });
	expect(await into(locked.ok ? locked.docId : '')).toMatchObject({ code: 'read_only' });
	const { id } = await base.db
		.selectFrom('doc')
		.select('id')
		.where('agendaItemId', '=', foreign.itemId)
		.executeTakeFirstOrThrow();
	expect(await into(id)).toMatchObject({ ok: false, code: 'rejoin' });
	expect(await ask(socket, 'doc:join', { itemId: foreign.itemId, ...join })).toMatchObject({
		code: 'not_found'
	});
	const old = { ...join, itemId: world.itemId, schemaVersion: SCHEMA_VERSION - 1 };
	expect(await ask(socket, 'doc:join', old)).toMatchObject({
		code: 'schema',
		message: expect.stringMatching(/reload/)
	});
	expect(await countUpdates(base.db, closed)).toBe(0);
	expect(await countUpdates(base.db, foreign.itemId)).toBe(0);
});

test('a caret with markup as a name shows the name of the account', async () => {
	const { socket, docId } = await intrude();
	const heard: ServerEvents['doc:update'][] = [];
	sockets[1]!.on('doc:update', (message: ServerEvents['doc:update']) => heard.push(message));
	const place = { type: null, tname: NOTES_ROOT, item: null, assoc: 0 };
	const name = '<img src=x onerror=alert(1)>';
	const caret = { anchor: place, head: place, name, user: { name } };
	const clientId = a.doc.clientID;
	await socket.timeout(5000).emitWithAck('doc:caret', { docId, caret, clientId, name });
	const carets = () => heard.flatMap((message) => message.carets ?? []);
	await until(() => carets().some(({ name: shown }) => shown === 'Eve'), 'caret');
	expect(JSON.stringify(heard)).not.toContain('onerror');
	expect(carets().filter(({ clientId: id }) => id === clientId)).toEqual([]);
	socket.close();
});

test('floods and masses cut nobody but their sender, and the others feel nothing', async () => {
	const calm = await feel();
	await until(() => a.state === 'saved' && b.state === 'saved', 'saved before');
	const rows = await countUpdates(base.db, world.itemId);

	const flood = await intrude();
	const answers: Array<{ code?: string }> = [];
	let isOver = false;
	const flooding = (async () => {
		for (let round = 0; round < 20 && !isOver; round++) {
			for (let n = 0; n < 100; n++) {
				const message = { docId: flood.docId, epoch: 1, n, update: 'AQIDBAUG' };
				if (n % 2)
					flood.socket.emit('doc:push', message); // nobody waits for an answer
				else flood.socket.emit('doc:push', message, (reply: object) => answers.push(reply));
			}
			await new Promise((done) => setTimeout(done, 50));
		}
	})();
	const mass = (size: number) => 'A'.repeat(size);
	const masses = [2, 8].map(async (megabytes) => {
		const { socket, docId } = await intrude();
		const cut = new Promise<string>((done) => socket.once('disconnect', done));
		socket.io.reconnection(false);
		const update = mass(megabytes * 1024 * 1024);
		socket.emit('doc:push', { docId, epoch: 1, n: 1, update }, () => undefined);
		return cut;
	});
	const rough = await feel();
	isOver = true;
	await flooding;
	expect(await Promise.all(masses)).toEqual([expect.any(String), expect.any(String)]);
	await until(() => answers.some(({ code }) => code === 'too_fast'), 'told to slow down');

	// A generous ceiling: what is measured stands in docs/measured.md.
	expect(rough).toBeLessThan(Math.max(10 * calm, 250));
	expect(lost).toBe(0);
	await until(() => a.state === 'saved' && b.state === 'saved', 'saved');
	expect((await countUpdates(base.db, world.itemId)) - rows).toBeLessThanOrEqual(40);
	expect(renderText(readParagraphs(b.doc))).toBe(renderText(readParagraphs(a.doc)));
}, 60_000);
