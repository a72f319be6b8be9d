import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import type { Seat } from '#lib/model/meeting.ts';
import type { ServerEvents } from '#lib/realtime/events.ts';
import { LiveMeeting, type Wire } from '#lib/realtime/meeting.svelte.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { holdUp } from '../../../../tests/support/held-up.ts';
import { addActor, addDossier, addMeeting } from '../../../../tests/support/meeting.ts';
import { leftMeeting, registerMeeting } from '../meeting/meeting.live.ts';
import { announce } from '../platform/bus.ts';
import { createPool } from '../platform/db.ts';
import { getHost } from '../platform/host.ts';
import { attachSocket } from '../platform/socket.ts';
import { registerAgenda } from './agenda.live.ts';
import { findState } from './state.rows.ts';

let database: TestDatabase;
let server: Server;
let dossierId: string;
const actors = new Map<string, Actor>();
const open: Array<() => void> = [];

beforeAll(async () => {
	database = await testDatabase();
	process.env.DATABASE_URL = database.url;
	server = createServer();
	const host = getHost();
	host.server = server;
	host.pool = createPool(database.url, 5);
	attachSocket({
		authenticate: async (cookie) => {
			const actor = actors.get(cookie);
			return actor && { actor, sessionHash: cookie };
		},
		authorise: () => undefined,
		register: (on) => {
			registerMeeting(on);
			registerAgenda(on);
		},
		left: leftMeeting
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	dossierId = await addDossier(database.db);
	for (const [name, level] of [
		['chair', 'edit'],
		['deputy', 'edit'],
		['member', 'take-part']
	] as const)
		actors.set(name, await addActor(database.db, name, { dossierId, level }));
	actors.set('other', await addActor(database.db, 'other'));
});
afterEach(() => open.splice(0).forEach((close) => close()));
afterAll(async () => {
	await getHost().io?.close();
	await getHost().pool?.end();
	await database.close();
});

/** The browser's connection without its page: the same calls over the same client. */
class TestLine implements Wire {
	readonly socket: Socket;
	constructor(cookie: string) {
		const { port } = server.address() as AddressInfo;
		this.socket = io(`http://127.0.0.1:${port}`, {
			transports: ['websocket'],
			extraHeaders: { cookie },
			forceNew: true,
			reconnectionDelay: 50
		});
		open.push(() => this.socket.close());
	}
	get state() {
		return this.socket.connected ? ('online' as const) : ('offline' as const);
	}
	send = (async (event: string, input: unknown) => {
		try {
			return (await this.socket.timeout(5000).emitWithAck(event, input)) as unknown;
		} catch {
			return { ok: false, code: 'offline', message: '' };
		}
	}) as Wire['send'];
	on<E extends keyof ServerEvents>(event: E, listener: (payload: ServerEvents[E]) => void) {
		this.socket.on(event as string, listener);
		return () => this.socket.off(event as string, listener);
	}
	onConnect(listener: () => void) {
		this.socket.on('connect', listener);
		if (this.socket.connected) listener();
		return () => this.socket.off('connect', listener);
	}
}

async function enter(name: string, meetingId: string) {
	const line = new TestLine(name);
	const state = await load(meetingId);
	const me = {
		personId: actors.get(name)?.personId ?? '',
		seatId: '',
		kind: 'participant'
	} as const;
	const meeting = new LiveMeeting(line, state, { ...me, canChair: false });
	open.push(() => meeting.destroy());
	await eventually(() => expect(meeting.people.map((seat) => seat.name)).toContain(name));
	// Others are told before the answer comes: who goes between the two leaves with the line only.
	await eventually(() => expect(meeting.me.seatId).not.toBe(''));
	return { line, meeting };
}
async function load(meetingId: string) {
	const state = await findState(database.db, meetingId);
	if (!state) throw new Error('no state');
	return state;
}
/** A machine under load may take its time. */
const eventually = (holds: () => unknown) => vi.waitFor(holds, { timeout: 10_000 });
const names = (people: Seat[]) => people.map((seat) => seat.name).sort();

test('two people see the same agenda, and one Next pressed by both moves once', async () => {
	const { meetingId, itemIds } = await addMeeting(database.db, dossierId, ['One', 'Two', 'Three']);
	const { meeting: chair } = await enter('chair', meetingId);
	const { meeting: deputy } = await enter('deputy', meetingId);
	const { meeting: member } = await enter('member', meetingId);
	expect(chair.me).toMatchObject({ canChair: true });
	expect(member.me).toMatchObject({ canChair: false, kind: 'participant' });
	await chair.send('advance', { fromItemId: null });
	await eventually(() => expect(deputy.state.currentItemId).toBe(itemIds[0]));
	await Promise.all(
		[chair, deputy].map((meeting) => meeting.send('advance', { fromItemId: itemIds[0] }))
	);
	for (let count = 0; count < 5; count += 1)
		void [chair, deputy][count % 2]?.send('item.add', { title: `New ${count}` });
	await eventually(async () => {
		expect(member.state.items).toHaveLength(8);
		for (const meeting of [chair, deputy, member]) {
			expect(meeting.state).toEqual(await load(meetingId));
			expect(meeting.state.currentItemId).toBe(itemIds[1]);
			expect(meeting.refusal).toBeNull();
		}
	});
	expect(Math.abs(member.now() - Date.now())).toBeLessThan(500);
});

test('after a break of the line everything missed is there, and what was typed goes out', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const { meeting: chair, line } = await enter('chair', meetingId);
	const { meeting: deputy } = await enter('deputy', meetingId);
	line.socket.disconnect();
	const answer = chair.send('item.add', { title: 'Typed offline' });
	await deputy.send('item.add', { title: 'Meanwhile' });
	expect(chair.state.items).toHaveLength(2);
	line.socket.connect();
	expect(await answer).toMatchObject({ ok: true, seq: 2 });
	await eventually(async () => {
		expect(chair.state).toEqual(await load(meetingId));
		expect(deputy.state).toEqual(chair.state);
	});
});

test('strangers get nothing, participants do not lead, malformed messages harm nobody', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const other = new TestLine('other');
	for (const event of ['meeting:join', 'meeting:cmd'] as const) {
		const input = { meetingId, commandId: crypto.randomUUID(), type: 'meeting.open', args: {} };
		expect(await other.send(event, input)).toMatchObject({ ok: false, code: 'not_found' });
	}
	const { line, meeting } = await enter('member', meetingId);
	expect(await meeting.send('advance', { fromItemId: null })).toMatchObject({
		code: 'not_allowed'
	});
	expect(meeting.refusal).toBe('not_allowed');
	for (const raw of [
		null,
		'text',
		{ meetingId },
		{ meetingId, commandId: 'x', type: 'advance', args: {} },
		{ meetingId, commandId: crypto.randomUUID(), type: 'advance', args: [] },
		{ meetingId, commandId: crypto.randomUUID(), type: 'no.such', args: {} }
	])
		expect(await line.send('meeting:cmd', raw as never)).toMatchObject({ ok: false });
	line.socket.emit('meeting:cmd'); // nothing at all, and nobody who waits for an answer
	for (const event of ['meeting:cmd', 'no:such', '__proto__', 'toString'])
		expect(await line.socket.timeout(2000).emitWithAck(event)).toMatchObject({
			ok: false,
			code: 'malformed',
			message: 'This message could not be read.'
		});
	expect(await line.send('clock:ping', { sentAt: 1 })).toMatchObject({ ok: true });
	expect((await load(meetingId)).seq).toBe(0);
});

test('a flood is refused, and the connection still works afterwards', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, []);
	const { line } = await enter('member', meetingId);
	const replies = await Promise.all(
		Array.from({ length: 400 }, () => line.send('clock:ping', { sentAt: 1 }))
	);
	const refused = replies.filter((reply) => !reply.ok && reply.code === 'too_fast');
	expect(refused.length).toBeGreaterThan(100);
	await new Promise((resolve) => setTimeout(resolve, 100));
	expect(await line.send('clock:ping', { sentAt: 1 })).toMatchObject({ ok: true });
});

test('people come and go; two tabs of one person are one seat', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, []);
	const { meeting } = await enter('chair', meetingId);
	const first = await enter('member', meetingId);
	const second = await enter('member', meetingId);
	await eventually(() => expect(names(meeting.people)).toEqual(['chair', 'member']));
	first.line.socket.close();
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(names(meeting.people)).toEqual(['chair', 'member']);
	second.meeting.destroy();
	await eventually(() => expect(names(meeting.people)).toEqual(['chair']));
	const rows = await database.db
		.selectFrom('presence')
		.innerJoin('seat', 'seat.id', 'presence.seatId')
		.select(['presence.leftAt', 'seat.personId'])
		.where('seat.meetingId', '=', meetingId)
		.execute();
	expect(rows.filter((row) => row.personId === actors.get('member')?.personId)).toHaveLength(1);
	expect(rows.filter((row) => row.leftAt === null)).toHaveLength(1);
});

test('a removed person is told and hears nothing more; a new chair may lead at once', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const { meeting: chair } = await enter('chair', meetingId);
	const { meeting: member } = await enter('member', meetingId);
	const personId = actors.get('member')?.personId ?? '';
	const setSeat = (values: { kind?: string; removedAt?: Date }) =>
		database.db
			.updateTable('seat')
			.set(values)
			.where('meetingId', '=', meetingId)
			.where('personId', '=', personId)
			.execute();
	await setSeat({ kind: 'chair' });
	announce('seat.changed', { meetingId, personId });
	await eventually(() => expect(member.me.canChair).toBe(true));
	expect(await member.send('advance', { fromItemId: null })).toMatchObject({ ok: true });
	await setSeat({ removedAt: new Date() });
	announce('seat.changed', { meetingId, personId });
	await eventually(() => expect(member.isRemoved).toBe(true));
	await chair.send('item.add', { title: 'Without them' });
	await eventually(() => expect(names(chair.people)).toEqual(['chair']));
	expect(member.state.items).toHaveLength(1);
	expect(await member.send('item.add', { title: 'Still here' })).toMatchObject({
		code: 'not_found'
	});
});

test('who is removed at the moment of coming in does not stay', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const { meeting: chair } = await enter('chair', meetingId);
	const { line, meeting } = await enter('member', meetingId);
	meeting.destroy();
	await eventually(() => expect(names(chair.people)).toEqual(['chair']));
	const { personId } = actors.get('member')!;
	// Their seat is read; what they are in the dossier has to wait.
	const answer = await holdUp(
		database.db,
		'dossierMember',
		() => line.send('meeting:join', { meetingId, lastSeq: 0 }),
		async () => {
			await database.db
				.updateTable('seat')
				.set({ removedAt: new Date() })
				.where('meetingId', '=', meetingId)
				.where('personId', '=', personId)
				.execute();
			announce('seat.changed', { meetingId, personId });
		}
	);
	expect(answer).toMatchObject({ ok: false, code: 'not_found' });
	await chair.send('item.add', { title: 'Without them' });
	expect(names(chair.people)).toEqual(['chair']);
	await new Promise((resolve) => setTimeout(resolve, 300)); // lists of people are told together
	expect(names(chair.people)).toEqual(['chair']);
});

test('who reconnects after the meeting was closed sees it closed', async () => {
	const { meetingId } = await addMeeting(database.db, dossierId, ['One']);
	const { meeting: chair } = await enter('chair', meetingId);
	const { meeting: member, line } = await enter('member', meetingId);
	line.socket.disconnect();
	const answers = await Promise.all([chair.send('meeting.close'), chair.send('meeting.close')]);
	expect(answers).toEqual([
		{ ok: true, seq: 1 },
		{ ok: true, seq: 1 }
	]);
	line.socket.connect();
	await eventually(() => expect(member.state.status).toBe('held'));
});
