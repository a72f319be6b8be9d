import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { startLiveServer, type LiveServer } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { layRelay, through, type Relay } from '../../../../tests/support/relay.ts';
import { getHost } from '../platform/host.ts';
import { readItemContent } from './content.ts';
import { notesLive } from './notes.live.ts';

/** Milliseconds after which a connection that says nothing is given up; 20 s in the product. */
const SILENCE = 1000;

let base: TestDatabase;
let server: LiveServer;
let line: Relay;
const actors = new Map<string, Actor>();

beforeAll(async () => {
	base = await testDatabase();
	line = await layRelay(Number(new URL(base.url).port));
	const find = (id: string) => actors.get(id);
	server = await startLiveServer(through(line, base.url), notesLive, find, 0, false, SILENCE);
});
afterAll(async () => {
	line.close();
	await server.close();
	await base.close();
});

async function meet() {
	const world = await makeNotesWorld(base.db);
	const people = [await world.addPerson('Ana'), await world.addPerson('Ben')];
	for (const actor of people) actors.set(actor.personId, actor);
	const sockets = await Promise.all(people.map((actor) => server.connect(actor)));
	const [a, b] = sockets.map((socket, n) =>
		openNotes(socket, world.itemId, { personId: people[n]!.personId })
	) as [ReturnType<typeof openNotes>, ReturnType<typeof openNotes>];
	await until(() => a.hasJoined && b.hasJoined, 'joined');
	const leave = () => {
		for (const provider of [a, b]) provider.destroy();
		for (const socket of sockets) socket.close();
	};
	return { a, b, itemId: world.itemId, leave };
}

test('while the database is away nothing is called saved, and all of it is afterwards', async () => {
	const { a, b, itemId, leave } = await meet();
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
	const words = (await readItemContent(base.db, itemId)).text.split('\n').sort();
	const wanted = [0, 1, 2].flatMap((round) =>
		Array.from({ length: 20 }, (_, n) => `${round}.${n}`)
	);
	expect(words).toEqual(wanted.sort());
	leave();
});

/* The packets of every open connection vanish for good, as when a firewall forgets them. */
test('connections that died without a word are given up: nothing is called saved, then all is', async () => {
	const { a, b, itemId, leave } = await meet();
	line.stall();
	const states = new Set<string>();
	for (let n = 0; n < 20; n++) {
		writeParagraphs((n % 2 ? a : b).doc, [paragraph(`into the void ${n}`)]);
		await new Promise((done) => setTimeout(done, SILENCE / 10));
		if (n > 1) states.add(a.state).add(b.state);
	}
	expect([...states]).toEqual(['sending']);
	line.strand();
	await until(() => a.state === 'saved' && b.state === 'saved', 'saved', 8 * SILENCE);
	expect((await readItemContent(base.db, itemId)).text.split('\n')).toHaveLength(20);
	const read = await getHost().pool!.query('SELECT 1 AS one');
	expect(read.rows).toEqual([{ one: 1 }]);
	leave();
});

test('what a statement or a forgotten transaction may take is bounded in the database too', async () => {
	const limits = await getHost().pool!
		.query(`SELECT current_setting('statement_timeout') AS statement,
		current_setting('idle_in_transaction_session_timeout') AS pause`);
	expect(limits.rows).toEqual([{ statement: '15s', pause: '30s' }]);
});
