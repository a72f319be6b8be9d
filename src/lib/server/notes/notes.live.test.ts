import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT, SCHEMA_VERSION } from '#lib/model/note.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { toBase64 } from '#lib/realtime/base64.ts';
import type { NotesProvider, NotesSetup } from '#lib/realtime/notes-provider.ts';
import type { ServerEvents } from '#lib/realtime/events.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ask, startLiveServer, type LiveServer } from '../../../../tests/support/live.ts';
import {
	MemoryKeptEdits,
	addItem,
	countUpdates,
	makeNotesWorld,
	openNotes,
	until,
	type NotesWorld
} from '../../../../tests/support/notes.ts';
import { addOrganisation } from '../../../../tests/support/meeting.ts';
import { announce } from '../platform/bus.ts';
import { readItemContent } from './content.ts';
import { notesLive } from './notes.live.ts';
import { listActions } from './action.rows.ts';
import { uploadUpdate } from './pushes.ts';
import { getDocuments } from './service.ts';

let base: TestDatabase;
let server: LiveServer;
let world: NotesWorld;
let ana: Actor;
let ben: Actor;
const sockets: Socket[] = [];
const opened: NotesProvider[] = [];
const everybody = new Map<string, Actor>();

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

async function connect(actor: Actor): Promise<Socket> {
	everybody.set(actor.personId, actor);
	const socket = await server.connect(actor);
	sockets.push(socket);
	return socket;
}

async function open(actor: Actor, setup: Partial<NotesSetup> = {}, itemId = world.itemId) {
	const socket = setup.socket ?? (await connect(actor));
	const provider = openNotes(socket, itemId, { personId: actor.personId, ...setup });
	opened.push(provider);
	await until(() => provider.hasJoined || provider.refusal !== null, 'joined');
	return provider;
}

const write = (provider: NotesProvider, text: string) =>
	writeParagraphs(provider.doc, [paragraph(text)]);
const words = (doc: Y.Doc) => renderText(readParagraphs(doc));
const stored = async (itemId = world.itemId) => (await readItemContent(base.db, itemId)).text;
const saved = (provider: NotesProvider) => until(() => provider.state === 'saved', 'saved');
const type = (provider: NotesProvider, text: string) => {
	const first = provider.doc.getXmlFragment(NOTES_ROOT).get(0) as Y.XmlElement;
	(first.get(0) as Y.XmlText).insert(0, text);
};

describe('writing together', () => {
	test('two writers see each other, and what is called saved is in the database', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		write(a, 'from Ana');
		await saved(a);
		expect(await stored()).toBe('from Ana');
		await until(() => words(b.doc) === 'from Ana', 'Ben sees it');
		write(b, 'from Ben');
		type(a, 'Now ');
		await Promise.all([saved(a), saved(b)]);
		await until(() => words(a.doc) === words(b.doc), 'same text');
		expect(await stored()).toBe('Now from Ana\nfrom Ben');
	});

	test('what one types into a paragraph that another takes away is put back', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		write(a, 'first');
		write(a, 'second');
		await until(() => words(b.doc) === 'first\nsecond', 'Ben sees it');
		b.doc.getXmlFragment(NOTES_ROOT).delete(1, 1);
		const second = a.doc.getXmlFragment(NOTES_ROOT).get(1) as Y.XmlElement;
		(second.get(0) as Y.XmlText).insert(0, 'UNSEEN ');
		await until(() => words(b.doc) === 'first\nUNSEEN', 'Ben has her words');
		await Promise.all([saved(a), saved(b)]);
		expect(words(a.doc)).toBe('first\nUNSEEN');
		expect(await stored()).toBe('first\nUNSEEN');
	});

	test('each row says who wrote it, in the order of commits', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		write(a, 'one');
		await saved(a);
		write(b, 'two');
		await saved(b);
		const rows = await base.db
			.selectFrom('docUpdate')
			.innerJoin('doc', 'doc.id', 'docUpdate.docId')
			.select(['seq', 'actorId'])
			.where('doc.agendaItemId', '=', world.itemId)
			.orderBy('seq')
			.execute();
		expect(rows).toEqual([
			{ seq: 1, actorId: ana.personId },
			{ seq: 2, actorId: ben.personId }
		]);
	});

	test('nobody gets their own text back, and a repeated push is one effect', async () => {
		const a = await open(ana);
		const echoes: unknown[] = [];
		const socket = sockets[0]!;
		socket.on('doc:update', (message: ServerEvents['doc:update']) => echoes.push(message.update));
		const doc = new Y.Doc();
		writeParagraphs(doc, [paragraph('once')]);
		const update = toBase64(Y.encodeStateAsUpdate(doc));
		const push = { docId: a.docId!, epoch: 1, n: 1, update };
		expect(await ask(socket, 'doc:push', push)).toMatchObject({ ok: true, seq: 1 });
		expect(await ask(socket, 'doc:push', push)).toMatchObject({ ok: true });
		expect(await countUpdates(base.db, world.itemId)).toBe(1);
		expect(await stored()).toBe('once');
		expect(echoes).toEqual([]);
	});

	test('carets carry the name of the account and vanish with their owner', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		write(a, 'text');
		await saved(a);
		const root = a.doc.getXmlFragment(NOTES_ROOT);
		const point = Y.createRelativePositionFromTypeIndex(root, 0);
		a.awareness.setLocalState({ cursor: { anchor: point, head: point }, user: { name: '<b>Ben' } });
		const seen = () =>
			b.awareness.getStates().get(a.doc.clientID) as { user?: unknown } | undefined;
		await until(() => seen() !== undefined, 'caret');
		expect(seen()!.user).toMatchObject({ name: 'Ana' });
		sockets[0]!.close();
		await until(() => seen() === undefined, 'caret gone');
	});

	test('a caret hidden with the right to write shows again when that comes back', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		const point = Y.createRelativePositionFromTypeIndex(a.doc.getXmlFragment(NOTES_ROOT), 0);
		a.awareness.setLocalState({ cursor: { anchor: point, head: point } });
		const isSeen = () => b.awareness.getStates().has(a.doc.clientID);
		await until(isSeen, 'caret');
		const setAccess = async (access: 'all' | 'closed') => {
			const item = base.db.updateTable('agendaItem').where('id', '=', world.itemId);
			await item.set({ access }).execute();
			announce('item.changed', { meetingId: world.meetingId, itemId: world.itemId });
		};
		await setAccess('closed');
		await until(() => !isSeen(), 'hidden');
		await setAccess('all');
		await until(isSeen, 'shown again');
	});

	test('a snapshot changes nothing, and loading begins with it', async () => {
		const a = await open(ana);
		for (let n = 0; n < 230; n++) {
			write(a, `line ${n}`);
			if (n % 5 === 0) await saved(a);
		}
		await saved(a);
		const text = words(a.doc);
		announce('item.changed', { meetingId: world.meetingId, itemId: world.itemId });
		await base.db
			.updateTable('agendaItem')
			.set({ access: 'closed' })
			.where('id', '=', world.itemId)
			.execute();
		announce('item.changed', { meetingId: world.meetingId, itemId: world.itemId });
		const snapshots = () =>
			base.db.selectFrom('docSnapshot').selectAll().where('docId', '=', a.docId!).execute();
		await until(async () => (await snapshots()).length > 0, 'snapshot');
		expect(await stored()).toBe(text);
	});
});

describe('without a connection', () => {
	test('typing stays offline on screen, is kept, and comes back merged', async () => {
		const kept = new MemoryKeptEdits();
		const [a, b] = [await open(ana, { kept }), await open(ben)];
		write(a, 'before');
		await saved(a);
		const socket = sockets[0]!;
		socket.disconnect();
		type(a, 'offline ');
		expect(a.state).toBe('offline');
		await until(() => kept.edits.size === 1, 'kept');
		write(b, 'meanwhile');
		await saved(b);
		expect(a.state).toBe('offline');
		socket.connect();
		await saved(a);
		await until(() => words(a.doc) === words(b.doc), 'same text');
		expect(await stored()).toBe('offline before\nmeanwhile');
		await until(() => kept.edits.size === 0, 'nothing left on the device');
	});

	test('edits survive a reload of the page', async () => {
		const kept = new MemoryKeptEdits();
		const a = await open(ana, { kept });
		write(a, 'base');
		await saved(a);
		sockets[0]!.disconnect();
		type(a, 'kept ');
		await until(() => kept.edits.size === 1, 'kept');
		a.destroy();
		const again = await open(ana, { kept });
		await saved(again);
		expect(await stored()).toBe('kept base');
		await until(() => kept.edits.size === 0, 'nothing left on the device');
	});

	test('a device that cannot keep anything says so', async () => {
		const kept = new MemoryKeptEdits();
		kept.isBroken = true;
		const a = await open(ana, { kept });
		sockets[0]!.disconnect();
		write(a, 'lost if closed');
		await until(() => a.state === 'unsaved', 'not saved');
	});

	test('what may not be taken any more is given back to copy', async () => {
		const a = await open(ana);
		write(a, 'taken');
		await saved(a);
		sockets[0]!.disconnect();
		write(a, 'too late');
		await base.db
			.updateTable('agendaItem')
			.set({ access: 'closed' })
			.where('id', '=', world.itemId)
			.execute();
		sockets[0]!.connect();
		await until(() => a.refusal !== null, 'refused');
		expect(a.refusal).toMatchObject({ code: 'read_only', text: 'too late' });
		expect(await stored()).toBe('taken');
	});

	test('what belongs to a replaced text is given back to copy', async () => {
		const kept = new MemoryKeptEdits();
		const a = await open(ana, { kept });
		sockets[0]!.disconnect();
		write(a, 'of the old text');
		await until(() => kept.edits.size === 1, 'kept');
		a.destroy();
		for (const edit of kept.edits.values()) edit.epoch = 7;
		const again = await open(ana, { kept });
		expect(again.refusal).toMatchObject({ code: 'epoch', text: 'of the old text' });
		await again.discard();
		expect(kept.edits.size).toBe(0);
	});
});

describe('rights', () => {
	const setAccess = async (access: string) => {
		await base.db
			.updateTable('agendaItem')
			.set({ access })
			.where('id', '=', world.itemId)
			.execute();
		announce('item.changed', { meetingId: world.meetingId, itemId: world.itemId });
	};

	test('a lock takes effect at once, in both directions', async () => {
		const a = await open(ana);
		write(a, 'open');
		await saved(a);
		await setAccess('notes');
		write(a, 'locked');
		await until(() => a.refusal !== null, 'refused');
		expect(a.refusal).toMatchObject({ code: 'read_only', text: 'locked' });
		expect(await stored()).toBe('open');
		const reader = await open(ana);
		expect(reader.canWrite).toBe(false);
		await setAccess('all');
		await until(() => reader.canWrite, 'open again');
	});

	test('a lock at the moment of coming in holds for who comes', async () => {
		await open(ana); // the document is in memory
		const socket = await connect(ben);
		const doc = new Y.Doc();
		const { clientID: clientId } = doc;
		const join = { itemId: world.itemId, schemaVersion: SCHEMA_VERSION, stateVector: 'AA==' };
		// Between its rights and the text the join has to wait for a commit.
		const document = getDocuments().findItem(world.itemId)!;
		const { broadcast, policy } = document;
		let commit = () => undefined as void;
		broadcast.hold(new Promise<void>((done) => (commit = done)));
		const waiting = vi.spyOn(broadcast, 'released');
		const joining = ask(socket, 'doc:join', { ...join, clientId });
		await until(() => waiting.mock.calls.length > 0, 'waiting');
		await setAccess('notes');
		await until(() => document.policy !== policy, 'told to those present');
		commit();
		const joined = await joining;
		if (!joined.ok) throw new Error(joined.code);
		expect(joined.canWrite).toBe(false);
		writeParagraphs(doc, [paragraph('too late')]);
		const push = { docId: joined.docId, epoch: 1, n: 1 };
		const update = toBase64(Y.encodeStateAsUpdate(doc));
		expect(await ask(socket, 'doc:push', { ...push, update })).toMatchObject({ code: 'read_only' });
	});

	test('who loses the seat loses the document', async () => {
		const [a, b] = [await open(ana), await open(ben)];
		await base.db
			.updateTable('seat')
			.set({ removedAt: new Date() })
			.where('personId', '=', ben.personId)
			.execute();
		announce('seat.changed', { meetingId: world.meetingId, personId: ben.personId });
		await until(() => !b.canWrite, 'told');
		write(a, 'secret');
		await saved(a);
		await new Promise((done) => setTimeout(done, 30));
		expect(words(b.doc)).toBe('');
	});

	test('closing the meeting ends writing for all but who may publish', async () => {
		const secretary = await world.addPerson('Sam', { level: 'publish' });
		const [a, s] = [await open(ana), await open(secretary)];
		await base.db
			.updateTable('meeting')
			.set({ status: 'held' })
			.where('id', '=', world.meetingId)
			.execute();
		announce('meeting.closed', { meetingId: world.meetingId });
		await until(() => !a.canWrite, 'told');
		write(s, 'a correction');
		await saved(s);
		expect(await stored()).toBe('a correction');
	});

	test('people of other taskforces cannot tell that it exists', async () => {
		const stranger = await world.addPerson('Eve', {});
		const socket = await connect(stranger);
		const join = { schemaVersion: SCHEMA_VERSION, clientId: 1, stateVector: 'AA==' };
		const refusal = { ok: false, code: 'not_found' };
		const unknown = '0198c0de-0000-7000-8000-00000000ffff';
		expect(await ask(socket, 'doc:join', { itemId: world.itemId, ...join })).toMatchObject(refusal);
		expect(await ask(socket, 'doc:join', { itemId: unknown, ...join })).toMatchObject(refusal);
		expect(await ask(socket, 'doc:html', { itemId: world.itemId })).toMatchObject(refusal);
		const a = await open(ana);
		const push = { docId: a.docId!, epoch: 1, n: 1, update: 'AAA=' };
		expect(await ask(socket, 'doc:push', push)).toMatchObject({ ok: false, code: 'rejoin' });
		const upload = { docId: a.docId!, epoch: 1, bytes: Uint8Array.of(0, 0) };
		await expect(uploadUpdate(getDocuments(), stranger, upload)).rejects.toMatchObject({
			code: 'not_found'
		});
	});

	test('a reader gets HTML, hints, and no pen', async () => {
		const viewer = await world.addPerson('Vic', { seat: 'viewer' });
		const a = await open(ana);
		write(a, 'read & see');
		await saved(a);
		const socket = await connect(viewer);
		expect(await ask(socket, 'doc:html', { itemId: world.itemId })).toEqual({
			ok: true,
			html: '<p>read &amp; see</p>',
			canWrite: false,
			actions: []
		});
		const [writer] = sockets;
		const answer = await ask(writer!, 'doc:html', { itemId: world.itemId, pen: true });
		expect(answer).toMatchObject({ html: '', canWrite: true });
	});
});

describe('bad input is refused, stored nowhere, and felt by nobody', () => {
	async function forge(make: (doc: Y.Doc, root: Y.XmlFragment) => void) {
		const a = await open(ana);
		const b = await open(ben);
		write(b, 'good');
		await saved(b);
		const before = await countUpdates(base.db, world.itemId);
		const doc = new Y.Doc();
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(b.doc));
		const state = Y.encodeStateVector(doc);
		doc.transact(() => make(doc, doc.getXmlFragment(NOTES_ROOT)));
		const update = toBase64(Y.encodeStateAsUpdate(doc, state));
		const reply = await ask(sockets[0]!, 'doc:push', { docId: a.docId!, epoch: 1, n: 1, update });
		expect(await countUpdates(base.db, world.itemId)).toBe(before);
		expect(words(b.doc)).toBe('good');
		type(b, 'still ');
		await saved(b);
		expect(await stored()).toBe('still good');
		return reply;
	}

	test.each<[string, (doc: Y.Doc, root: Y.XmlFragment) => void]>([
		[
			'a script address',
			(_, root) =>
				((root.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 4, {
					link: { href: 'javascript:alert(1)' }
				})
		],
		['an unknown node', (_, root) => root.push([new Y.XmlElement('iframe')])],
		['another root', (doc) => doc.getArray('x').push([1])]
	])('%s', async (_, make) => {
		expect(await forge(make)).toMatchObject({ ok: false, code: 'notes_content' });
	});

	test('frames that are no messages', async () => {
		const socket = await connect(ana);
		const a = await open(ana, { socket });
		for (const frame of [null, 7, 'x', [], {}, { docId: a.docId }, { docId: 'x', update: {} }])
			expect(await socket.timeout(2000).emitWithAck('doc:push', frame)).toMatchObject({
				ok: false
			});
		socket.emit('doc:push', { docId: a.docId }); // and without waiting for an answer
		const push = { docId: a.docId!, epoch: 1, n: 1 };
		expect(await ask(socket, 'doc:push', { ...push, update: '////' })).toMatchObject({
			code: 'malformed'
		});
		expect(await ask(socket, 'doc:push', { ...push, epoch: 9, update: 'AAA=' })).toMatchObject({
			code: 'epoch'
		});
		const old = { itemId: world.itemId, clientId: 5, stateVector: 'AA==', schemaVersion: 0 };
		expect(await ask(socket, 'doc:join', old)).toMatchObject({ code: 'schema' });
		const wild = { ...old, schemaVersion: SCHEMA_VERSION, stateVector: '/////w==' };
		expect(await ask(socket, 'doc:join', wild)).toMatchObject({ code: 'malformed' });
		const caret = { docId: a.docId!, caret: { name: '<img>' } };
		expect(await socket.timeout(2000).emitWithAck('doc:caret', caret)).toMatchObject({ ok: false });
	});

	test('the client id of somebody present', async () => {
		const a = await open(ana);
		const b = await open(ben);
		const join = { itemId: world.itemId, schemaVersion: SCHEMA_VERSION, stateVector: 'AA==' };
		expect(await ask(sockets[1]!, 'doc:join', { ...join, clientId: a.doc.clientID })).toMatchObject(
			{ code: 'client_taken' }
		);
		const forged = new Y.Doc();
		forged.clientID = a.doc.clientID;
		writeParagraphs(forged, [paragraph('in her name')]);
		const update = toBase64(Y.encodeStateAsUpdate(forged));
		const push = { docId: b.docId!, epoch: 1, n: 1, update };
		expect(await ask(sockets[1]!, 'doc:push', push)).toMatchObject({ code: 'rejoin' });
		write(a, 'her own');
		await saved(a);
		expect(await stored()).toBe('her own');
	});

	test('who is away loses no word to others who write in the name of the client id', async () => {
		const kept = new MemoryKeptEdits();
		const [a, b] = [await open(ana, { kept }), await open(ben)];
		write(a, 'before');
		await saved(a);
		sockets[0]!.disconnect();
		const seen = Y.encodeStateAsUpdate(a.doc);
		type(a, 'hers ');
		await until(() => b.awareness.getStates().size < 2, 'gone');
		const forged = new Y.Doc();
		Y.applyUpdate(forged, seen);
		forged.clientID = a.doc.clientID;
		const [first] = forged.getXmlFragment(NOTES_ROOT).toArray() as Y.XmlElement[];
		(first!.get(0) as Y.XmlText).insert(0, 'not hers');
		const update = toBase64(Y.encodeStateAsUpdate(forged));
		await ask(sockets[1]!, 'doc:push', { docId: b.docId!, epoch: 1, n: 1, update });
		sockets[0]!.connect();
		await until(() => a.refusal !== null, 'given back');
		expect(a.refusal).toMatchObject({ code: 'notes_contradicted', text: 'hers ' });
	});

	test('too much at once is refused with a sentence; a long paste goes by HTTP', async () => {
		const long = 'word '.repeat(60_000);
		const upload: NotesSetup['upload'] = async (docId, epoch, bytes) => ({
			ok: true,
			seq: await uploadUpdate(getDocuments(), ana, { docId, epoch, bytes })
		});
		const a = await open(ana, { upload });
		write(a, long);
		type(a, 'first ');
		await saved(a);
		expect(await stored()).toBe(`first ${long}`.trim());
		const huge = { docId: a.docId!, epoch: 1, bytes: new Uint8Array(5 * 1024 * 1024) };
		await expect(uploadUpdate(getDocuments(), ana, huge)).rejects.toMatchObject({
			code: 'too_large',
			message: 'This is too much text at once.'
		});
	});
});

describe('actions', () => {
	test('an owner and a date by command, seen by who joins', async () => {
		const a = await open(ana);
		const id = crypto.randomUUID();
		writeParagraphs(a.doc, [paragraph('write the letter', { kind: 'action', id })]);
		await saved(a);
		const values = {
			itemId: world.itemId,
			actionId: id,
			ownerPersonId: ben.personId,
			ownerOrganisationId: null,
			due: '2026-12-01',
			state: 'open' as const
		};
		expect(await ask(sockets[0]!, 'action:set', values)).toMatchObject({ ok: true });
		const b = await open(ben);
		expect(b.actions).toEqual([
			{
				id,
				ownerPersonId: ben.personId,
				ownerOrganisationId: null,
				due: '2026-12-01',
				state: 'open'
			}
		]);
		const strange = { ...values, ownerPersonId: (await world.addPerson('Eve', {})).personId };
		expect(await ask(sockets[0]!, 'action:set', strange)).toMatchObject({ code: 'unknown_owner' });
		const missing = { ...values, actionId: crypto.randomUUID() };
		expect(await ask(sockets[0]!, 'action:set', missing)).toMatchObject({ code: 'not_found' });
	});

	test('one chooses the owner and another the date at the same moment: both stay', async () => {
		const a = await open(ana);
		const b = await open(ben);
		const action = { itemId: world.itemId, actionId: crypto.randomUUID() };
		writeParagraphs(a.doc, [
			paragraph('write the letter', { kind: 'action', id: action.actionId })
		]);
		await saved(a);
		const host = await addOrganisation(base.db, 'Host');
		await base.db
			.updateTable('meeting')
			.set({ hostId: host })
			.where('id', '=', world.meetingId)
			.execute();
		await Promise.all([
			ask(sockets[0]!, 'action:set', { ...action, ownerPersonId: ben.personId }),
			ask(sockets[1]!, 'action:set', { ...action, due: '2026-12-01' })
		]);
		const stands = async () => (await listActions(base.db, world.itemId))[0];
		expect(await stands()).toMatchObject({ ownerPersonId: ben.personId, due: '2026-12-01' });
		await ask(sockets[1]!, 'action:set', { ...action, ownerOrganisationId: host });
		expect(await stands()).toMatchObject({
			ownerPersonId: null,
			ownerOrganisationId: host,
			due: '2026-12-01',
			state: 'open'
		});
		expect(b.canWrite).toBe(true);
	});
});

test('one load per document however many open it at once, and none is unloaded while in use', async () => {
	const itemId = await addItem(base.db, world.meetingId, 'b');
	const all = await Promise.all(Array.from({ length: 8 }, () => open(ana, {}, itemId)));
	all.forEach((provider, n) => write(provider, `from ${n}`));
	await Promise.all(all.map(saved));
	expect((await stored(itemId)).split('\n').length).toBe(8);
	const documents = getDocuments();
	documents.sweep(Date.now() + 120_000);
	expect(documents.findItem(itemId)).toBeDefined();
	for (const provider of all) provider.destroy();
	await until(() => documents.findItem(itemId)!.isUnused, 'everybody left');
	documents.sweep(Date.now() + 120_000);
	expect(documents.findItem(itemId)).toBeUndefined();
});
