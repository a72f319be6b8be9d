import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { startLiveServer, type LiveServer } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { layRelay, through, type Relay } from '../../../../tests/support/relay.ts';
import { readItemContent } from './content.ts';
import { notesLive } from './notes.live.ts';

let base: TestDatabase;
let server: LiveServer;
let line: Relay;
const actors = new Map<string, Actor>();

beforeAll(async () => {
	base = await testDatabase();
	line = await layRelay(Number(new URL(base.url).port));
	server = await startLiveServer(through(line, base.url), notesLive, (id) => actors.get(id));
});
afterAll(async () => {
	await server.close();
	line.close();
	await base.close();
});

test('while the database is away nothing is called saved, and all of it is afterwards', async () => {
	const world = await makeNotesWorld(base.db);
	const [ana, ben] = [await world.addPerson('Ana'), await world.addPerson('Ben')];
	for (const actor of [ana, ben]) actors.set(actor.personId, actor);
	const sockets = [await server.connect(ana), await server.connect(ben)];
	const [a, b] = sockets.map((socket, n) =>
		openNotes(socket, world.itemId, { personId: [ana, ben][n]!.personId })
	) as [ReturnType<typeof openNotes>, ReturnType<typeof openNotes>];
	await until(() => a.hasJoined && b.hasJoined, 'joined');
	const states = new Set<string>();
	for (let round = 0; round < 3; round++) {
		line.cut();
		for (let n = 0; n < 20; n++) {
			writeParagraphs((n % 2 ? a : b).doc, [paragraph(`${round}.${n}`)]);
			await new Promise((done) => setTimeout(done, 20));
			if (n > 1) states.add(a.state).add(b.state);
		}
		line.mend();
		await until(() => a.state === 'saved' && b.state === 'saved', 'saved again');
	}
	expect([...states]).not.toContain('saved');
	const words = (await readItemContent(base.db, world.itemId)).text.split('\n').sort();
	const wanted = [0, 1, 2].flatMap((round) =>
		Array.from({ length: 20 }, (_, n) => `${round}.${n}`)
	);
	expect(words).toEqual(wanted.sort());
	a.destroy();
	b.destroy();
	for (const socket of sockets) socket.close();
});
