import { sql } from 'kysely';
import type { Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { NOTES_ROOT, SCHEMA_VERSION } from '#lib/model/note.ts';
import { toBase64 } from '#lib/realtime/base64.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ask, connectTo } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import {
	killLeftovers,
	startProcess,
	type ServerProcess
} from '../../../../tests/support/processes.ts';
import { readItemContent } from './content.ts';
import { readMoment } from './history.ts';

/* Words that another takes away unseen, where their writer's page is closed. */
let base: TestDatabase;
const processes: ServerProcess[] = [];
const sockets: Socket[] = [];
const opened: NotesProvider[] = [];

beforeAll(async () => {
	base = await testDatabase();
});
afterEach(async () => {
	for (const provider of opened.splice(0)) provider.destroy();
	for (const socket of sockets.splice(0)) socket.close();
	await Promise.all(processes.splice(0).map((one) => one.end('SIGKILL')));
});
afterAll(async () => {
	killLeftovers();
	await base.close();
});

async function stage(count: number) {
	const world = await makeNotesWorld(base.db);
	const [ana, ben] = [await world.addPerson('Ana'), await world.addPerson('Ben')];
	const all = Array.from({ length: count }, () => startProcess(base.url, [ana, ben]));
	processes.push(...(await Promise.all(all)));
	return { ...world, ana, ben, ports: processes.map(({ port }) => port) };
}

async function open(port: number, { personId }: Actor, itemId: string) {
	const socket = await connectTo(port, personId);
	sockets.push(socket);
	const provider = openNotes(socket, itemId, { personId });
	opened.push(provider);
	await until(() => provider.hasJoined, 'joined');
	return { provider, socket };
}

const root = ({ doc }: NotesProvider) => doc.getXmlFragment(NOTES_ROOT);
const words = ({ doc }: NotesProvider) => renderText(readParagraphs(doc));
const saved = (...all: NotesProvider[]) =>
	until(() => all.every(({ state }) => state === 'saved'), 'saved');
const find = (provider: NotesProvider, text: string) =>
	root(provider)
		.toArray()
		.findIndex((element) => element.toString().includes(text));
const type = (provider: NotesProvider, at: number, text: string) =>
	((root(provider).get(at) as Y.XmlElement).get(0) as Y.XmlText).insert(0, text);

test.each([['first'], ['last']])(
	'a closed page’s words come back once, in its writer’s name, with what took them away: heard %s',
	async (order) => {
		const { ana, ben, itemId, ports } = await stage(1);
		const [a, b] = [await open(ports[0]!, ana, itemId), await open(ports[0]!, ben, itemId)];
		writeParagraphs(a.provider.doc, [paragraph('stays'), paragraph('goes'), paragraph('too')]);
		await saved(a.provider);
		await until(() => root(b.provider).length === 3, 'both have it');
		for (const { socket } of [a, b]) socket.off('doc:update'); // nobody hears the other any more
		const acts = [
			() => type(a.provider, 1, 'word '),
			() => root(b.provider).delete(1, 1) // has not seen the word
		];
		for (const [n, act] of (order === 'first' ? acts : acts.reverse()).entries()) {
			act();
			await saved(a.provider, b.provider);
			if (n === 0 && order === 'first') a.provider.destroy();
		}
		a.provider.destroy();
		await processes[0]!.end('SIGKILL');
		const { text } = await readItemContent(base.db, itemId);
		expect(text).toBe('stays\nword \ntoo');
		const { rows } = await sql<{ seq: number; xmin: string; actor_id: string | null }>`
			SELECT seq::int, u.xmin::text, actor_id FROM doc_update u JOIN doc ON doc.id = doc_id
			WHERE agenda_item_id = ${itemId} ORDER BY seq`.execute(base.db);
		const clash = rows.findLast(({ xmin }) => xmin === rows.at(-1)!.xmin)!;
		const group = rows.filter(({ xmin }) => xmin === clash.xmin);
		expect(group.length).toBeGreaterThan(1); // one commit: there is no moment between
		const lead = { ...ana, isAdmin: true };
		const { blocks } = await readMoment(base.db, lead, itemId, rows.at(-1)!.seq);
		expect(blocks.flat().find(({ text }) => text === 'word ')?.by).toBe('Ana');
	}
);

test('a server that was started anew knows whose words it puts back', async () => {
	const { ana, ben, itemId, ports } = await stage(1);
	const a = await open(ports[0]!, ana, itemId);
	writeParagraphs(a.provider.doc, [paragraph('stays'), paragraph('goes')]);
	await saved(a.provider);
	const old = new Y.Doc();
	Y.applyUpdate(old, Y.encodeStateAsUpdate(a.provider.doc));
	type(a.provider, 1, 'word ');
	await saved(a.provider);
	a.provider.destroy();
	await processes.pop()!.end('SIGKILL');
	processes.push(await startProcess(base.url, [ana, ben]));
	const socket = await connectTo(processes[0]!.port, ben.personId);
	sockets.push(socket);
	let update: Uint8Array | undefined;
	old.once('update', (bytes: Uint8Array) => (update = bytes));
	old.getXmlFragment(NOTES_ROOT).delete(1, 1);
	const stateVector = toBase64(Y.encodeStateVector(old));
	const join = { itemId, schemaVersion: SCHEMA_VERSION, clientId: old.clientID, stateVector };
	const joined = await ask(socket, 'doc:join', join);
	if (!joined.ok) throw new Error(joined.code);
	const push = { docId: joined.docId, epoch: joined.epoch, n: 1, update: toBase64(update!) };
	const reply = await ask(socket, 'doc:push', push);
	if (!reply.ok) throw new Error(reply.code);
	const { blocks } = await readMoment(base.db, { ...ana, isAdmin: true }, itemId, reply.seq);
	const lines = blocks.map((runs) => runs.map(({ text, by }) => [text, by]));
	expect(lines).toEqual([[['stays', 'Ana']], [['word ', 'Ana']]]);
});

test('on two processes at the same moment, each word comes back once, also after kill -9', async () => {
	const { ana, ben, itemId, ports } = await stage(2);
	const [a, b] = [await open(ports[0]!, ana, itemId), await open(ports[1]!, ben, itemId)];
	const count = 24;
	const names = Array.from({ length: count }, (_, n) => `p${n};`);
	writeParagraphs(
		a.provider.doc,
		names.map((name) => paragraph(name))
	);
	await saved(a.provider);
	await until(() => root(b.provider).length === count, 'both have it');
	const unseen: string[] = [];
	for (const [n, name] of names.entries()) {
		const [writer, remover] = n % 2 ? [a, b] : [b, a];
		const word = `w${n}.`;
		type(writer.provider, find(writer.provider, name), word);
		if (n % 3 === 0) await new Promise((done) => setTimeout(done, n % 5));
		if (!words(remover.provider).includes(word)) unseen.push(word);
		root(remover.provider).delete(find(remover.provider, name), 1);
	}
	expect(unseen.length).toBeGreaterThan(count / 2);
	await saved(a.provider, b.provider);
	await until(() => words(a.provider) === words(b.provider), 'same text');
	await processes[0]!.end('SIGKILL');
	const { text } = await readItemContent(base.db, itemId);
	expect(text).toBe(words(b.provider));
	for (const word of unseen) expect([word, text.split(word).length - 1]).toEqual([word, 1]);
	for (const name of names) expect(text).not.toContain(name);
}, 40_000);
