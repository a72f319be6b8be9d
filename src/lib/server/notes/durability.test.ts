import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { Actor } from '#lib/model/actor.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { connectTo } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { killLeftovers, startProcess } from '../../../../tests/support/processes.ts';
import { readItemContent } from './content.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	killLeftovers();
	await base.close();
});

interface Writer {
	provider: NotesProvider;
	typed: number;
	/** How many of the words typed were shown as saved. */
	saved: number;
	type(): void;
}

async function addWriter(port: number, actor: Actor, itemId: string): Promise<Writer> {
	const socket = await connectTo(port, actor.personId);
	const writer = { typed: 0, saved: 0 } as Writer;
	const changed = () => {
		if (writer.provider?.state === 'saved') writer.saved = writer.typed;
	};
	writer.provider = openNotes(socket, itemId, { personId: actor.personId, changed });
	await until(() => writer.provider.hasJoined, 'joined');
	writeParagraphs(writer.provider.doc, [paragraph(`${actor.name}:`)]);
	const root = writer.provider.doc.getXmlFragment(NOTES_ROOT);
	const own = root.toArray().find((one) => String(one).includes(`${actor.name}:`)) as Y.XmlElement;
	const text = own.get(0) as Y.XmlText;
	writer.type = () => text.insert(text.length, ` ${++writer.typed}`);
	return writer;
}

const wordsOf = (text: string, name: string) =>
	(text.split('\n').find((line) => line.startsWith(`${name}:`)) ?? '')
		.split(' ')
		.slice(1)
		.map(Number);

test('what was called saved is there after kill -9, and nothing typed is lost in the end', async () => {
	const world = await makeNotesWorld(base.db);
	const people = await Promise.all(['Ana', 'Ben', 'Cleo'].map((name) => world.addPerson(name)));
	let server = await startProcess(base.url, people);
	const writers: Writer[] = [];
	for (const actor of people) writers.push(await addWriter(server.port, actor, world.itemId));
	let acknowledged = 0;
	// On a slow disk a writer waits now and then, else nothing would ever be all saved.
	const timer = setInterval(
		() => writers.filter(({ typed, saved }) => typed < saved + 40).forEach(({ type }) => type()),
		12
	);
	for (let kill = 0; kill < 3; kill++) {
		const goal = writers.map(({ saved }) => saved + 10);
		await until(() => writers.every(({ saved }, n) => saved >= goal[n]!), 'some words saved');
		await server.end('SIGKILL');
		const saved = writers.map((writer) => writer.saved);
		const { text } = await readItemContent(base.db, world.itemId);
		people.forEach(({ name }, n) => {
			const count = saved[n]!;
			expect(wordsOf(text, name).slice(0, count)).toEqual(
				Array.from({ length: count }, (_, i) => i + 1)
			);
			acknowledged += count;
		});
		server = await startProcess(base.url, people, server.port);
	}
	clearInterval(timer);
	await until(() => writers.every(({ provider }) => provider.state === 'saved'), 'all saved');
	expect(acknowledged).toBeGreaterThanOrEqual(90);
	const { text } = await readItemContent(base.db, world.itemId);
	writers.forEach(({ typed }, n) =>
		expect(wordsOf(text, people[n]!.name)).toEqual(Array.from({ length: typed }, (_, i) => i + 1))
	);
	for (const { provider } of writers) provider.destroy();
	await server.end('SIGKILL');
}, 60_000);

test('SIGTERM waits for every commit and ends with 0', async () => {
	const world = await makeNotesWorld(base.db);
	const ana = await world.addPerson('Ana');
	const server = await startProcess(base.url, [ana]);
	const writer = await addWriter(server.port, ana, world.itemId);
	for (let n = 0; n < 50; n++) writer.type();
	await until(() => writer.provider.state === 'sending');
	expect(await server.end('SIGTERM')).toBe(0);
	const { text } = await readItemContent(base.db, world.itemId);
	expect(wordsOf(text, 'Ana').length).toBeGreaterThanOrEqual(writer.saved);
	writer.provider.destroy();
});
