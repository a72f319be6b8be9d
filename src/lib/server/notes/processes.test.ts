import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import type { ServerEvents } from '#lib/realtime/events.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ask, connectTo } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import {
	killLeftovers,
	startProcess,
	type ServerProcess
} from '../../../../tests/support/processes.ts';
import { layRelay, type Relay } from '../../../../tests/support/relay.ts';
import { readItemContent } from './content.ts';

/* Two real server processes on one database; each person is connected to one of them. */
let base: TestDatabase;
const processes: ServerProcess[] = [];
const sockets: Socket[] = [];
const opened: NotesProvider[] = [];
const relays: Relay[] = [];

beforeAll(async () => {
	base = await testDatabase();
});
afterEach(async () => {
	for (const provider of opened.splice(0)) provider.destroy();
	for (const socket of sockets.splice(0)) socket.close();
	for (const relay of relays.splice(0)) relay.close();
	await Promise.all(processes.splice(0).map((one) => one.end('SIGKILL')));
});
afterAll(async () => {
	killLeftovers();
	await base.close();
});

async function stage() {
	const world = await makeNotesWorld(base.db);
	const ana = await world.addPerson('Ana');
	const ben = await world.addPerson('Ben');
	const chair = await world.addPerson('Cleo', { seat: 'chair' });
	const people = [ana, ben, chair];
	const pair = await Promise.all([startProcess(base.url, people), startProcess(base.url, people)]);
	processes.push(...pair);
	await metEachOther();
	return {
		...world,
		ana,
		ben,
		chair,
		ports: pair.map(({ port }) => port) as [number, number],
		pair
	};
}

/** Both have their line, and a moment to greet. */
async function metEachOther(): Promise<void> {
	await until(async () => (await countLines()) >= 2, 'two lines');
	await new Promise((done) => setTimeout(done, 100));
}

async function countLines(): Promise<number> {
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
		WHERE application_name = 'emvod cluster' AND datname = current_database()`.execute(base.db);
	return rows[0]!.n;
}

async function connect(port: number, { personId }: Actor): Promise<Socket> {
	const socket = await connectTo(port, personId);
	sockets.push(socket);
	return socket;
}

async function write(socket: Socket, actor: Actor, itemId: string): Promise<NotesProvider> {
	const provider = openNotes(socket, itemId, { personId: actor.personId });
	opened.push(provider);
	await until(() => provider.hasJoined, 'joined');
	return provider;
}

const words = ({ doc }: NotesProvider) => renderText(readParagraphs(doc));
const add = ({ doc }: NotesProvider, text: string) => writeParagraphs(doc, [paragraph(text)]);
const saved = (...all: NotesProvider[]) =>
	until(() => all.every(({ state }) => state === 'saved'), 'saved');

test('two people on two processes write in one item and see each other', async () => {
	const { ana, ben, itemId, ports } = await stage();
	const a = await write(await connect(ports[0], ana), ana, itemId);
	const b = await write(await connect(ports[1], ben), ben, itemId);
	for (let n = 0; n < 40; n++) {
		add(n % 2 ? a : b, `line ${n}`);
		if (n % 3 === 0) await new Promise((done) => setTimeout(done, 3));
	}
	await saved(a, b);
	await until(() => words(a) === words(b) && words(a).split('\n').length === 40, 'same text');
	expect((await readItemContent(base.db, itemId)).text).toBe(words(a));
	const rows = await base.db
		.selectFrom('docUpdate')
		.select('seq')
		.where('docId', '=', a.docId)
		.orderBy('seq')
		.execute();
	expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, at) => at + 1));

	const point = Y.createRelativePositionFromTypeIndex(a.doc.getXmlFragment(NOTES_ROOT), 0);
	a.awareness.setLocalState({ cursor: { anchor: point, head: point } });
	const caret = () => b.awareness.getStates().get(a.doc.clientID) as { user?: object } | undefined;
	await until(() => caret() !== undefined, 'caret of the other process');
	expect(caret()!.user).toMatchObject({ name: 'Ana' });
	sockets[0]!.close();
	await until(() => caret() === undefined, 'caret gone');
});

test('a command, a lock and the list of people on one process take effect on the other', async () => {
	const { ana, ben, chair, itemId, meetingId, ports, pair } = await stage();
	const [lead, other] = [await connect(ports[0], chair), await connect(ports[1], ana)];
	let people: string[] = [];
	let seq = 0;
	other.on('meeting:people', (sent: ServerEvents['meeting:people']) => {
		people = sent.people.map(({ name }) => name).sort();
	});
	other.on('meeting:event', (sent: ServerEvents['meeting:event']) => (seq = sent.seq));
	expect(await ask(other, 'meeting:join', { meetingId })).toMatchObject({ ok: true });
	expect(await ask(lead, 'meeting:join', { meetingId })).toMatchObject({ ok: true });
	await until(() => people.join() === 'Ana,Cleo', 'both are listed');
	const late = await connect(ports[1], ben);
	const joined = await ask(late, 'meeting:join', { meetingId });
	expect(joined.ok && joined.people.map(({ name }) => name).sort()).toEqual(['Ana', 'Ben', 'Cleo']);

	const a = await write(other, ana, itemId);
	expect(a.canWrite).toBe(true);
	const command = (access: string) => ({
		meetingId,
		commandId: crypto.randomUUID(),
		type: 'item.access',
		args: { itemId, access }
	});
	expect(await ask(lead, 'meeting:cmd', command('notes'))).toMatchObject({ ok: true, seq: 1 });
	await until(() => seq === 1 && !a.canWrite, 'event seen and pen taken');
	add(a, 'too late');
	await until(() => a.refusal?.code === 'read_only', 'refused');
	expect(a.refusal?.text).toBe('too late');

	await pair[0].end('SIGTERM');
	await until(() => people.join() === 'Ana,Ben', 'whoever was on the other process is gone');
});

test('kill -9 of one process: its people go on at the other, and nothing is lost', async () => {
	const { ana, ben, itemId, meetingId, ports, pair } = await stage();
	const relay = await layRelay(ports[0]);
	relays.push(relay);
	const moved = await connect(relay.port, ana);
	const watcher = await connect(ports[1], ben);
	let people: string[] = [];
	watcher.on('meeting:people', (sent: ServerEvents['meeting:people']) => {
		people = sent.people.map(({ name }) => name).sort();
	});
	for (const socket of [moved, watcher]) await ask(socket, 'meeting:join', { meetingId });
	const [a, b] = [await write(moved, ana, itemId), await write(watcher, ben, itemId)];
	for (let n = 0; n < 60; n++) {
		add(n % 2 ? a : b, `line ${n}`);
		if (n === 40) {
			relay.target = ports[1];
			void pair[0].end('SIGKILL');
		}
		await new Promise((done) => setTimeout(done, 4));
	}
	await saved(a, b);
	await until(() => words(a) === words(b), 'same text');
	expect(words(a).split('\n').sort()).toEqual(
		Array.from({ length: 60 }, (_, n) => `line ${n}`).sort()
	);
	expect((await readItemContent(base.db, itemId)).text).toBe(words(a));
	// Ana has not joined the meeting again: the dead process's list of people ends with it.
	await until(() => people.join() === 'Ben', 'the dead process is noticed');
}, 40_000);

test('what was told while a line between the processes was broken is made up for', async () => {
	const { ana, ben, chair, itemId, meetingId, ports } = await stage();
	const [lead, other] = [await connect(ports[0], chair), await connect(ports[1], ana)];
	const reached: number[] = [];
	for (const event of ['meeting:reached', 'meeting:event'])
		other.on(event, (sent: { seq: number }) => reached.push(sent.seq));
	for (const socket of [lead, other]) await ask(socket, 'meeting:join', { meetingId });
	const a = await write(other, ana, itemId);
	const b = await write(await connect(ports[0], ben), ben, itemId);
	await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE application_name = 'emvod cluster' AND datname = current_database()`.execute(base.db);
	add(b, 'told to nobody');
	await saved(b);
	const args = { itemId, access: 'notes' };
	const command = { meetingId, commandId: crypto.randomUUID(), type: 'item.access', args };
	expect(await ask(lead, 'meeting:cmd', command)).toMatchObject({ ok: true });
	await until(() => words(a) === 'told to nobody', 'caught up');
	await until(() => reached.includes(1), 'the meeting too');
	await until(() => !a.canWrite, 'rights too');
});

test('two processes load and compact one document, and it stays what the log says', async () => {
	const { ana, ben, chair, itemId, meetingId, ports } = await stage();
	const sides = [await connect(ports[0], ana), await connect(ports[1], ben)] as const;
	const [a, b] = await Promise.all([write(sides[0], ana, itemId), write(sides[1], ben, itemId)]);
	for (let n = 0; n < 60; n++) {
		add(n % 2 ? a : b, `${n}`);
		if (n % 4 === 0) await saved(a, b);
	}
	await saved(a, b);
	await until(() => words(a) === words(b), 'same text');
	const args = { itemId, access: 'closed' };
	const command = { meetingId, commandId: crypto.randomUUID(), type: 'item.access', args };
	await ask(await connect(ports[0], chair), 'meeting:cmd', command);
	const snapshots = () =>
		base.db.selectFrom('docSnapshot').selectAll().where('docId', '=', a.docId).execute();
	await until(async () => (await snapshots()).length > 0, 'snapshot');
	for (const { state, uptoSeq } of await snapshots()) {
		const rows = await base.db
			.selectFrom('docUpdate')
			.select(['seq', 'bytes'])
			.where('docId', '=', a.docId)
			.orderBy('seq')
			.execute();
		const [whole, shortened] = [new Y.Doc(), new Y.Doc()];
		Y.applyUpdate(shortened, state);
		for (const { seq, bytes } of rows) {
			Y.applyUpdate(whole, bytes);
			if (seq > uptoSeq) Y.applyUpdate(shortened, bytes);
		}
		expect(renderText(readParagraphs(shortened))).toBe(renderText(readParagraphs(whole)));
		expect(renderText(readParagraphs(whole))).toBe(words(a));
	}
});
