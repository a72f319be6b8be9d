import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { comeBack } from '#lib/realtime/reconnecting.ts';
import type { ServerEvents } from '#lib/realtime/events.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { ask, connectTo } from '../../../../tests/support/live.ts';
import { makeNotesWorld, openNotes, until } from '../../../../tests/support/notes.ts';
import { killLeftovers, startProcess } from '../../../../tests/support/processes.ts';

/* What is told to people of one meeting reaches them on whichever process they are. */
let base: TestDatabase;
let people: { chair: Actor; ana: Actor; ben: Actor };
let world: Awaited<ReturnType<typeof makeNotesWorld>>;
/** The chair is at the first process, Ana at both, Ben at the second. */
let chair: Socket;
let anas: [Socket, Socket];
let ben: Socket;
const sockets: Socket[] = [];

beforeAll(async () => {
	base = await testDatabase();
	world = await makeNotesWorld(base.db);
	people = {
		chair: await world.addPerson('Cleo', { seat: 'chair' }),
		ana: await world.addPerson('Ana'),
		ben: await world.addPerson('Ben')
	};
	const all = Object.values(people);
	// One after the other: the first makes the tables of the queue.
	const ports: number[] = [];
	for (let n = 0; n < 2; n++) ports.push((await startProcess(base.url, all, 0, 'jobs')).port);
	await until(async () => {
		const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM pg_stat_activity
			WHERE application_name = 'emvod cluster' AND datname = current_database()`.execute(base.db);
		return rows[0]!.n === 2;
	}, 'two lines');
	await new Promise((done) => setTimeout(done, 100));
	chair = await connect(ports[0]!, people.chair);
	anas = [await connect(ports[0]!, people.ana), await connect(ports[1]!, people.ana)];
	ben = await connect(ports[1]!, people.ben);
	for (const socket of sockets)
		expect(await ask(socket, 'meeting:join', { meetingId: world.meetingId })).toMatchObject({
			ok: true
		});
}, 60_000);
afterAll(async () => {
	for (const socket of sockets) socket.close();
	killLeftovers();
	await base.close();
});

async function connect(port: number, { personId }: Actor): Promise<Socket> {
	const socket = await connectTo(port, personId);
	comeBack(socket);
	sockets.push(socket);
	return socket;
}

function hear<E extends keyof ServerEvents>(socket: Socket, event: E): Array<ServerEvents[E]> {
	const heard: Array<ServerEvents[E]> = [];
	socket.on(event as string, (message: ServerEvents[E]) => heard.push(message));
	return heard;
}

test('an action that is given to somebody', async () => {
	const id = randomUUID();
	const { itemId, meetingId } = world;
	const notes = openNotes(chair, itemId, { personId: people.chair.personId });
	await until(() => notes.hasJoined, 'joined');
	writeParagraphs(notes.doc, [paragraph('Write to all.', { kind: 'action', id })]);
	await until(() => notes.state === 'saved', 'saved');
	const heard = [...anas, ben].map((socket) => hear(socket, 'action:changed'));
	const values = { ownerOrganisationId: null, ownerPersonId: people.ana.personId };
	const input = { itemId, actionId: id, due: '2026-12-01', state: 'open' as const, ...values };
	expect(await ask(chair, 'action:set', input)).toMatchObject({ ok: true });
	await until(() => heard.every(({ length }) => length > 0), 'heard everywhere');
	for (const [message] of heard)
		expect(message).toMatchObject({ meetingId, itemId, action: { id, due: '2026-12-01' } });
	notes.destroy();
});

test('a person who is removed', async () => {
	const { meetingId, itemId } = world;
	const notes = openNotes(ben, itemId, { personId: people.ben.personId });
	await until(() => notes.canWrite, 'may write');
	const [told, others] = [hear(ben, 'meeting:removed'), hear(anas[1], 'meeting:removed')];
	let names: string[] = [];
	anas[1].on('meeting:people', (message: ServerEvents['meeting:people']) => {
		names = message.people.map(({ name }) => name).sort();
	});
	const seat = await base.db
		.selectFrom('seat')
		.select('id')
		.where('personId', '=', people.ben.personId)
		.executeTakeFirstOrThrow();
	let broken = false;
	ben.once('disconnect', () => (broken = true));
	expect(await ask(chair, 'room:remove', { meetingId, seatId: seat.id })).toMatchObject({
		ok: true
	});
	await until(() => told.length === 1 && broken && ben.connected, 'told, cut, and back');
	expect(await ask(ben, 'meeting:join', { meetingId })).toMatchObject({ ok: false });
	await until(() => names.join() === 'Ana,Cleo', 'off the list on both');
	await until(() => notes.refusal?.code === 'not_found', 'out of the notes');
	expect(others).toEqual([]);
	notes.destroy();
});

test('a report that is filed', async () => {
	const { meetingId } = world;
	const heard = [chair, ...anas].map((socket) => hear(socket, 'report:filed'));
	const command = { meetingId, commandId: randomUUID(), type: 'meeting.close', args: {} } as const;
	expect(await ask(chair, 'meeting:cmd', command)).toMatchObject({ ok: true });
	await until(() => heard.every(({ length }) => length > 0), 'heard everywhere', 20_000);
	const { slug } = await base.db
		.selectFrom('report')
		.select('slug')
		.where('meetingId', '=', meetingId)
		.executeTakeFirstOrThrow();
	for (const messages of heard) expect(messages).toEqual([{ meetingId, slug }]);
}, 40_000);
