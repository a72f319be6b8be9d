import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import type { NotesProvider } from '#lib/realtime/notes-provider.ts';
import { comeBack } from '#lib/realtime/reconnecting.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { connectTo } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { startProcess, type ServerProcess } from '../../../../tests/support/processes.ts';
import { readItemContent } from './content.ts';

let base: TestDatabase;
let server: ServerProcess;
let typing: NodeJS.Timeout;
const sockets: Socket[] = [];
const writers: NotesProvider[] = [];
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	clearInterval(typing);
	for (const writer of writers) writer.destroy();
	for (const socket of sockets) socket.close();
	await server.end('SIGKILL');
	await base.close();
});

test('SIGTERM in mid-sentence: nothing acknowledged is lost, and all come back spread over 4 s', async () => {
	const world = await makeNotesWorld(base.db);
	const people = [];
	for (let n = 0; n < 6; n++) people.push(await world.addPerson(`Person ${n}`));
	server = await startProcess(base.url, people);
	const away: number[] = [];
	for (const { personId } of people) {
		const socket = await connectTo(server.port, personId);
		comeBack(socket);
		let leftAt = 0;
		socket.on('disconnect', () => (leftAt = performance.now()));
		socket.on('connect', () => away.push(performance.now() - leftAt));
		sockets.push(socket);
		writers.push(openNotes(socket, world.itemId, { personId }));
	}
	await until(() => writers.every(({ hasJoined }) => hasJoined), 'joined');
	let typed = 0;
	typing = setInterval(() => {
		const { doc } = writers[typed % writers.length]!;
		writeParagraphs(doc, [paragraph(`word ${typed++}`)]);
	}, 20);
	await until(() => typed > 30, 'words');
	expect(await server.end('SIGTERM')).toBe(0);
	server = await startProcess(base.url, people, server.port);
	await until(() => away.length === people.length, 'all are back', 30_000);
	clearInterval(typing);
	await until(() => writers.every(({ state }) => state === 'saved'), 'saved', 30_000);
	const words = (await readItemContent(base.db, world.itemId)).text.split('\n').sort();
	expect(words).toEqual(Array.from({ length: typed }, (_, n) => `word ${n}`).sort());
	expect(Math.max(...away) - Math.min(...away)).toBeGreaterThan(300);
}, 90_000);
