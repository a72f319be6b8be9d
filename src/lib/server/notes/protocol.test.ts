import { sql } from 'kysely';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT, SCHEMA_VERSION } from '#lib/model/note.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { toBase64 } from '#lib/realtime/base64.ts';
import type { NotesProvider, NotesSetup } from '#lib/realtime/notes-provider.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import {
	ask,
	connectTo,
	startLiveServer,
	type LiveServer
} from '../../../../tests/support/live.ts';
import {
	MemoryKeptEdits,
	makeNotesWorld,
	openNotes,
	until,
	type NotesWorld
} from '../../../../tests/support/notes.ts';
import { readItemContent } from './content.ts';
import { notesLive } from './notes.live.ts';
import { uploadUpdate } from './pushes.ts';
import { getDocuments } from './service.ts';

let base: TestDatabase;
let server: LiveServer;
let world: NotesWorld;
let ana: Actor;
let ben: Actor;
const everybody = new Map<string, Actor>();
const sockets: Socket[] = [];
const opened: NotesProvider[] = [];

beforeAll(async () => {
	base = await testDatabase();
	server = await startLiveServer(base.url, notesLive, (id) => everybody.get(id));
});
afterAll(async () => {
	await server.close();
	await base.close();
});
beforeEach(async () => {
	world = await makeNotesWorld(base.db);
	[ana, ben] = [await world.addPerson('Ana'), await world.addPerson('Ben')];
	for (const [id, actor] of world.actors) everybody.set(id, actor);
});
afterEach(() => {
	for (const provider of opened.splice(0)) provider.destroy();
	for (const socket of sockets.splice(0)) socket.close();
});

async function open(actor: Actor, setup: Partial<NotesSetup> = {}, transports?: string[]) {
	const socket = setup.socket ?? (await connectTo(server.port, actor.personId, transports));
	if (!setup.socket) sockets.push(socket);
	const own = { personId: actor.personId, ...setup };
	const provider = openNotes(socket, world.itemId, own);
	opened.push(provider);
	await until(() => provider.hasJoined || provider.refusal !== null, 'joined');
	return { provider, socket };
}

const add = ({ doc }: NotesProvider, text: string) => writeParagraphs(doc, [paragraph(text)]);
const words = ({ doc }: NotesProvider) => renderText(readParagraphs(doc));
const stored = async () => (await readItemContent(base.db, world.itemId)).text;
const saved = (...all: NotesProvider[]) =>
	until(() => all.every(({ state }) => state === 'saved'), 'saved');

/** Another text in place of this one, as when a backup is brought back for one item. */
async function replaceText(docId: string, text: string): Promise<void> {
	const doc = new Y.Doc();
	writeParagraphs(doc, [paragraph(text)]);
	const state = Buffer.from(Y.encodeStateAsUpdate(doc));
	await base.db.transaction().execute(async (trx) => {
		await sql`UPDATE doc SET epoch = epoch + 1 WHERE id = ${docId}`.execute(trx);
		await sql`INSERT INTO doc_snapshot (doc_id, epoch, upto_seq, state)
			SELECT id, epoch, last_seq, ${state} FROM doc WHERE id = ${docId}`.execute(trx);
	});
}

describe('a text that was replaced', () => {
	test('reaches open editors, and what they had not saved is given back, not merged', async () => {
		const [{ provider: a, socket }, { provider: b }] = [await open(ana), await open(ben)];
		add(a, 'the old text');
		await saved(a);
		socket.disconnect();
		add(a, 'typed into the old text');
		await replaceText(a.docId!, 'the new text');
		getDocuments().following.lookAtAll();
		await until(() => b.refusal !== null, 'told');
		expect(b.refusal).toMatchObject({ code: 'epoch', text: '' });
		const { provider: again } = await open(ben);
		await until(() => words(again) === 'the new text', 'the new text');
		socket.connect();
		await until(() => a.refusal !== null, 'refused');
		expect(a.refusal).toMatchObject({ code: 'epoch', text: 'typed into the old text' });
		add(again, 'and on');
		await saved(again);
		expect(await stored()).toBe('the new text\nand on');
	});

	test('edits of two epochs on one device: the older are given back, the newer merged', async () => {
		const kept = new MemoryKeptEdits();
		const first = await open(ana, { kept });
		first.socket.disconnect();
		add(first.provider, 'of the first text');
		await until(() => kept.edits.size === 1, 'kept');
		first.provider.destroy();
		await replaceText(first.provider.docId!, 'second');
		getDocuments().following.lookAtAll();
		await until(() => !getDocuments().find(first.provider.docId!), 'dropped');
		const keeping = new MemoryKeptEdits();
		const third = await open(ana, { kept: keeping });
		third.socket.disconnect();
		add(third.provider, 'of the second text');
		await until(() => keeping.edits.size === 1, 'kept too');
		third.provider.destroy();
		for (const [key, edit] of keeping.edits) kept.edits.set(key, edit);

		const { provider: refused } = await open(ana, { kept });
		expect(refused.refusal).toMatchObject({ code: 'epoch', text: 'of the first text' });
		await refused.discard();
		const { provider: merged } = await open(ana, { kept });
		await saved(merged);
		expect(await stored()).toBe('second\nof the second text');
		await until(() => kept.edits.size === 0, 'nothing left');
	});
});

test('the whole protocol over long polling', async () => {
	const polling = ['polling'];
	const upload: NotesSetup['upload'] = async (docId, epoch, bytes) => ({
		ok: true,
		seq: await uploadUpdate(getDocuments(), ana, { docId, epoch, bytes })
	});
	const { provider: a, socket } = await open(ana, { upload }, polling);
	const { provider: b } = await open(ben, {}, polling);
	expect(socket.io.engine.transport.name).toBe('polling');
	for (let n = 0; n < 20; n++) add(n % 2 ? a : b, `${n}`);
	await saved(a, b);
	await until(() => words(a) === words(b), 'same text');
	const point = Y.createRelativePositionFromTypeIndex(a.doc.getXmlFragment(NOTES_ROOT), 0);
	a.awareness.setLocalState({ cursor: { anchor: point, head: point } });
	await until(() => b.awareness.getStates().has(a.doc.clientID), 'caret');
	socket.disconnect();
	add(a, 'without a line');
	expect(a.state).toBe('offline');
	add(b, 'meanwhile');
	await saved(b);
	socket.connect();
	await saved(a);
	add(a, 'long '.repeat(40_000));
	await saved(a);
	await until(() => words(a) === words(b), 'same text again');
	expect(await stored()).toBe(words(a));
});

test('what builds on something missing is asked for again by whoever has it, and stored in order', async () => {
	const { provider: a, socket } = await open(ana);
	const doc = new Y.Doc();
	const parts: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => parts.push(update));
	for (const text of ['one', 'two', 'three']) writeParagraphs(doc, [paragraph(text)]);
	const push = (update: Uint8Array) =>
		ask(socket, 'doc:push', { docId: a.docId!, epoch: 1, n: 1, update: toBase64(update) });
	expect(await push(parts[1]!)).toMatchObject({ ok: false, code: 'rejoin' });
	expect(await stored()).toBe('');
	const state = toBase64(Y.encodeStateVector(doc));
	const join = { itemId: world.itemId, schemaVersion: SCHEMA_VERSION, clientId: doc.clientID };
	const joined = await ask(socket, 'doc:join', { ...join, stateVector: state });
	if (!joined.ok) throw new Error(joined.code);
	const theirs = Buffer.from(joined.stateVector, 'base64');
	expect(await push(Y.encodeStateAsUpdate(doc, theirs))).toMatchObject({ ok: true });
	expect(await stored()).toBe('one\ntwo\nthree');
});

test('two who each hold text that waits for the other are not kept waiting', async () => {
	const [{ provider: a }, { provider: b, socket }] = [await open(ana), await open(ben)];
	add(a, 'base');
	await saved(a);
	await until(() => words(b) === 'base', 'both have it');
	// Of a stranger's two edits only the second ever arrives here.
	const stranger = new Y.Doc();
	Y.applyUpdate(stranger, Y.encodeStateAsUpdate(a.doc));
	const parts: Uint8Array[] = [];
	stranger.on('update', (update: Uint8Array) => parts.push(update));
	for (const text of ['lost', 'waits']) writeParagraphs(stranger, [paragraph(text)]);
	Y.applyUpdate(b.doc, parts[1]!, b);
	socket.disconnect();
	add(b, 'from Ben');
	socket.connect();
	await saved(b);
	expect(await stored()).toBe('base\nfrom Ben');
});

test('a client id that somebody else uses is changed by its editor, which goes on', async () => {
	const { provider: a } = await open(ana);
	const socket = await connectTo(server.port, ben.personId);
	sockets.push(socket);
	const b = openNotes(socket, world.itemId, { personId: ben.personId });
	opened.push(b);
	b.doc.clientID = a.doc.clientID;
	await until(() => b.hasJoined, 'joined');
	expect(b.doc.clientID).not.toBe(a.doc.clientID);
	add(a, 'hers');
	add(b, 'his');
	await saved(a, b);
	await until(() => words(a) === words(b), 'same text');
	expect((await stored()).split('\n').sort()).toEqual(['hers', 'his']);
});

/** The first pushes of these connections wait until all of them have joined again. */
function holdPushesUntilJoined(sockets: Socket[]): void {
	const { promise: allJoined, resolve } = Promise.withResolvers<void>();
	let joined = 0;
	for (const socket of sockets) {
		const wait = socket.timeout.bind(socket);
		socket.timeout = ((ms: number) => ({
			async emitWithAck(event: string, input: unknown) {
				if (event === 'doc:push') await allJoined;
				const reply: unknown = await wait(ms).emitWithAck(event, input);
				if (event === 'doc:join' && ++joined === sockets.length) resolve();
				return reply;
			}
		})) as unknown as typeof socket.timeout;
	}
}

test('two who each hold words of the other that the server lost both get home', async () => {
	const [one, two] = [await open(ana), await open(ben)];
	await saved(one.provider, two.provider);
	for (const { socket } of [one, two]) socket.disconnect();
	add(one.provider, 'From Ana.');
	add(two.provider, 'From Ben.');
	// As if the server had passed them on and died before their commit.
	const [own, theirs] = [one, two].map(({ provider }) => Y.encodeStateAsUpdate(provider.doc));
	Y.applyUpdate(one.provider.doc, theirs!, one.provider);
	Y.applyUpdate(two.provider.doc, own!, two.provider);
	holdPushesUntilJoined([one.socket, two.socket]);
	for (const { socket } of [one, two]) socket.connect();
	await saved(one.provider, two.provider);
	expect((await stored()).split('\n').sort()).toEqual(['From Ana.', 'From Ben.']);
	expect(words(one.provider)).toBe(words(two.provider));
});
