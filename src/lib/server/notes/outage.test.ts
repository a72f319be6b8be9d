import { createServer, connect, type AddressInfo, type Socket as NetSocket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { startLiveServer, type LiveServer } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { readItemContent } from './content.ts';
import { notesLive } from './notes.live.ts';

let base: TestDatabase;
let server: LiveServer;
let line: { url: string; cut(): void; mend(): void; close(): void };
const actors = new Map<string, Actor>();

/** A line to the database that can be cut. */
async function layLine(url: string) {
	const target = new URL(url);
	const open = new Set<NetSocket>();
	let isCut = false;
	const relay = createServer((inner) => {
		if (isCut) return void inner.destroy();
		const outer = connect(Number(target.port), target.hostname);
		for (const [one, other] of [
			[inner, outer],
			[outer, inner]
		] as const) {
			open.add(one);
			one.pipe(other).on('error', () => one.destroy());
			one.on('error', () => other.destroy()).on('close', () => other.destroy());
		}
	});
	await new Promise<void>((done) => relay.listen(0, '127.0.0.1', done));
	const relayed = new URL(url);
	relayed.port = String((relay.address() as AddressInfo).port);
	return {
		url: relayed.href,
		cut() {
			isCut = true;
			for (const socket of open) socket.destroy();
			open.clear();
		},
		mend: () => void (isCut = false),
		close: () => void relay.close()
	};
}

beforeAll(async () => {
	base = await testDatabase();
	line = await layLine(base.url);
	server = await startLiveServer(line.url, notesLive, (id) => actors.get(id));
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
