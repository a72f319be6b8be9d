import { randomUUID } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { clientEvents } from '#lib/realtime/events.ts';
import { SCHEMA_VERSION } from '#lib/model/note.ts';
import { stack } from '../support/control.ts';
import { query } from '../support/sql.ts';
import { expect, test, type Cast, type DemoPerson } from '../support/story.ts';

interface Answer {
	ok: boolean;
	code?: string;
	message?: string;
	[field: string]: unknown;
}
const EVENTS = Object.keys(clientEvents);

async function cookieOf(cast: Cast, person: DemoPerson): Promise<string> {
	const page = await cast.signedIn(person);
	const cookies = await page.context().cookies();
	return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function connect(cookie: string): Promise<Socket> {
	const transports = ['websocket'];
	const socket = io(stack.address, { transports, extraHeaders: { cookie }, forceNew: true });
	await new Promise<void>((done, fail) => {
		socket.once('connect', done);
		socket.once('connect_error', fail);
	});
	return socket;
}

const ask = async (socket: Socket, event: string, input: unknown) =>
	(await socket.timeout(5000).emitWithAck(event, input)) as Answer;

async function findMeeting(slug: string): Promise<{ meetingId: string; itemId: string }> {
	const [row] = await query(
		`select m.id as "meetingId", a.id as "itemId" from meeting m
		join agenda_item a on a.meeting_id = m.id where m.slug = $1 order by a.rank limit 1`,
		[slug]
	);
	return row as { meetingId: string; itemId: string };
}

/** One well-formed message for each event of a meeting. */
function sampleInputs({ meetingId, itemId }: { meetingId: string; itemId: string }) {
	const id = randomUUID();
	const commandId = randomUUID();
	const action = { ownerOrganisationId: null, ownerPersonId: null, due: null, state: 'open' };
	const samples: Record<string, object> = {
		'meeting:join': { meetingId },
		'meeting:cmd': { meetingId, commandId, type: 'item.add', args: { title: 'Mine' } },
		'doc:join': { itemId, schemaVersion: SCHEMA_VERSION, clientId: 1, stateVector: 'AA==' },
		'doc:push': { docId: id, epoch: 1, n: 1, update: 'AAA=' },
		'doc:caret': { docId: id, caret: null },
		'doc:html': { itemId },
		'room:token': { meetingId },
		'room:mute': { meetingId, seatId: id },
		'room:remove': { meetingId, seatId: id },
		'room:readmit': { meetingId, seatId: id },
		'action:set': { itemId, actionId: id, ...action }
	};
	return samples;
}

test('with no event of the wire does a member of another taskforce get into this meeting', async ({
	cast,
	today
}) => {
	const meeting = await findMeeting(today);
	const samples = sampleInputs(meeting);
	// These name no secret: the clock, and leaving what one is not in.
	const harmless = ['clock:ping', 'meeting:leave', 'doc:leave'];
	expect([...Object.keys(samples), ...harmless].sort()).toEqual([...EVENTS].sort());
	const socket = await connect(await cookieOf(cast, 'other'));
	const heard: string[] = [];
	socket.onAny((event: string) => heard.push(event));
	for (const [event, input] of Object.entries(samples)) {
		const answer = await ask(socket, event, input);
		// Without joining first nobody has a document to write in: come again, and be refused there.
		const code = ['doc:push', 'doc:caret'].includes(event) ? 'rejoin' : 'not_found';
		expect(answer, event).toMatchObject({
			ok: false,
			code,
			message: expect.stringMatching(/\w{3}/)
		});
	}
	await ask(socket, 'meeting:leave', { meetingId: meeting.meetingId });
	await ask(socket, 'doc:leave', { docId: meeting.itemId });

	const chair = await connect(await cookieOf(cast, 'chair'));
	const command = { ...samples['meeting:cmd'], commandId: randomUUID() };
	expect(await ask(chair, 'meeting:cmd', command)).toMatchObject({ ok: true });
	expect(heard).toEqual([]);
	for (const one of [socket, chair]) one.close();
});

test("a guest's seat opens one meeting and no other, by token, command or address", async ({
	cast,
	today
}) => {
	cast.expected.push(/404 \(Not Found\)/);
	const chair = await cast.signedIn('chair');
	await chair.goto(`/meetings/${today}/invitations`);
	await chair.getByLabel('Person or organisation invited').fill('Lycée de passage');
	await chair.getByRole('button', { name: 'Make the link' }).click();
	const link = await chair.getByRole('status').locator('code').innerText();
	const guest = await cast.visitor();
	await guest.goto(link);
	await guest.getByLabel('Your name').fill('Nolwenn Example');
	await guest.getByRole('button', { name: 'Accept and continue' }).click();
	await guest.waitForURL(`/meetings/${today}`);

	expect((await guest.goto('/meetings/bretagne-today/room'))?.status()).toBe(404);
	await expect(guest.getByText('This page does not exist, or you may not see it.')).toBeVisible();
	const cookies = await guest.context().cookies();
	const socket = await connect(cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
	const own = await findMeeting(today);
	const others = await findMeeting('bretagne-today');
	expect(await ask(socket, 'room:token', { meetingId: own.meetingId })).toMatchObject({ ok: true });
	const before = await query('select count(*) from seat where meeting_id = $1', [others.meetingId]);
	for (const [event, input] of Object.entries(sampleInputs(others)))
		expect(await ask(socket, event, input), event).toMatchObject({ ok: false });
	expect(await ask(socket, 'room:token', { meetingId: others.meetingId })).toMatchObject({
		code: 'not_found',
		message: 'This does not exist, or you may not see it.'
	});
	expect(
		await query('select count(*) from seat where meeting_id = $1', [others.meetingId])
	).toEqual(before);
	socket.close();
});

const JUNK: unknown[] = [null, 7, '', 'x'.repeat(9000), [], {}, { meetingId: {} }, [[[[]]]]];
const BYTES = { meetingId: new Uint8Array([1, 2]), docId: new Uint8Array(9), itemId: [] };
const STRANGE_EVENTS = ['no:such', '__proto__', 'toString', 'constructor', '', 'meeting:cmd '];

/** What no client of ours would send, as the text or bytes of one WebSocket frame. */
type Frame = string | Uint8Array<ArrayBuffer>;
const FRAMES: Frame[] = [
	'42',
	'42[',
	'42["meeting:cmd"',
	'42{}',
	'42[null]',
	'42[1,{}]',
	'42["disconnect"]',
	'42["connect",{}]',
	'42["newListener",{}]',
	'42["meeting:cmd",{"__proto__":{"x":1}}]',
	'42/nowhere,["meeting:cmd",{}]',
	'421e9["meeting:cmd",{}]',
	'43999[{"ok":true}]',
	'44{"message":"x"}',
	'451-["doc:push",{"_placeholder":true,"num":0}]',
	'451-["doc:push",{"_placeholder":true,"num":99}]',
	'45999999999-["doc:push",{}]',
	'4',
	'9',
	'6',
	'2probe',
	'\u0000\u0000',
	'[[[['.repeat(20_000),
	`42["meeting:cmd",${'['.repeat(50_000)}`,
	`42["meeting:cmd",{"args":"${'x'.repeat(300_000)}"}]`,
	new Uint8Array(1000).map((_, at) => (at * 7919) % 256),
	new Uint8Array(400_000)
];

/** Sends frames over a WebSocket of one's own; resolves when the server closed it or answered. */
async function sendRaw(cookie: string, frames: Frame[]): Promise<void> {
	const address = `${stack.address.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
	// Node's WebSocket takes headers, which the types of browsers do not know.
	const socket = new WebSocket(address, { headers: { cookie } } as unknown as string[]);
	const closed = new Promise((done) => socket.addEventListener('close', done));
	await new Promise<void>((done) => {
		socket.addEventListener('message', ({ data }) => {
			const text = String(data);
			if (text.startsWith('0')) socket.send('40');
			if (text.startsWith('40')) done();
		});
	});
	for (const frame of frames) socket.send(frame);
	await Promise.race([closed, new Promise((done) => setTimeout(done, 150))]);
	socket.close();
}

test('malformed frames are answered in words or end their own connection, and nobody else’s', async ({
	cast,
	today
}) => {
	const pid = await stack.appPid();
	const cookie = await cookieOf(cast, 'participant');
	const meeting = await findMeeting(today);
	const chair = await connect(await cookieOf(cast, 'chair'));
	let chairLost = 0;
	chair.on('disconnect', () => chairLost++);
	expect(await ask(chair, 'meeting:join', { meetingId: meeting.meetingId })).toMatchObject({
		ok: true
	});

	await test.step('wrong types in every event, with and without somebody who waits', async () => {
		for (const event of EVENTS) {
			const socket = await connect(cookie);
			for (const junk of [...JUNK, BYTES]) {
				socket.emit(event, junk);
				const answer = await ask(socket, event, junk);
				expect(answer, `${event} ${String(junk)}`).toMatchObject({ ok: false, code: 'malformed' });
				expect(answer.message).toBe('This message could not be read.');
			}
			socket.emit(event);
			const bare = (await socket.timeout(5000).emitWithAck(event)) as Answer;
			expect(bare, `${event} with nothing`).toMatchObject({ ok: false, code: 'malformed' });
			socket.close();
		}
	});

	await test.step('events that do not exist', async () => {
		const socket = await connect(cookie);
		for (const event of STRANGE_EVENTS) {
			socket.emit(event, {});
			expect(await ask(socket, event, {}), event).toMatchObject({ ok: false, code: 'malformed' });
		}
		socket.close();
	});

	await test.step('frames that are no messages at all', async () => {
		for (const frame of FRAMES) await sendRaw(cookie, [frame]);
		await sendRaw(cookie, FRAMES);
		for (const body of ['', 'x', '4'.repeat(300_000), '\u001e\u001e', '40{"a":']) {
			const path = '/socket.io/?EIO=4&transport=polling&sid=';
			for (const sid of ['', 'nobody', '%00', '../../etc'])
				expect((await fetch(stack.address + path + sid, { method: 'POST', body })).status).toBe(
					400
				);
		}
	});

	await test.step('the process lives, others stay connected and lose nothing', async () => {
		expect(await stack.appPid()).toBe(pid);
		expect((await fetch(`${stack.address}/healthz`)).status).toBe(200);
		expect(chairLost).toBe(0);
		const { meetingId } = meeting;
		const command = { meetingId, commandId: randomUUID(), type: 'item.add', args: { title: 'On' } };
		expect(await ask(chair, 'meeting:cmd', command)).toMatchObject({ ok: true, seq: 1 });
		const again = await connect(cookie);
		expect(await ask(again, 'clock:ping', { sentAt: 1 })).toMatchObject({ ok: true });
		again.close();
	});
	chair.close();
});

test('an update that is not Yjs is refused by socket and by HTTP, and the notes stay', async ({
	cast,
	today
}) => {
	const cookie = await cookieOf(cast, 'participant');
	const socket = await connect(cookie);
	const { itemId } = await findMeeting(today);
	const state = { schemaVersion: SCHEMA_VERSION, stateVector: 'AA==' };
	const joined = await ask(socket, 'doc:join', { itemId, clientId: 77, ...state });
	expect(joined, JSON.stringify(joined)).toMatchObject({ ok: true, canWrite: true });
	const docId = String(joined.docId);
	const push = (update: string) => ask(socket, 'doc:push', { docId, epoch: 1, n: 1, update });

	const doc = new Y.Doc();
	doc.clientID = 77;
	const text = new Y.XmlText('Words that stay.');
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [text]);
	doc.getXmlFragment('notes').insert(0, [paragraph]);
	expect(await push(Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64'))).toMatchObject({
		ok: true
	});

	const garbage = Array.from({ length: 40 }, (_, n) =>
		Uint8Array.from({ length: 3 + n * 11 }, (_, at) => (at * 31 + n * 97) % 256)
	);
	for (const bytes of garbage) {
		const answer = await push(Buffer.from(bytes).toString('base64'));
		expect(answer).toMatchObject({ ok: false, message: expect.stringMatching(/\w+ \w+/) });
	}
	for (const bytes of [...garbage.slice(0, 5), new Uint8Array(10_000_000)]) {
		const response = await fetch(`${stack.address}/api/notes/${docId}?epoch=1`, {
			method: 'POST',
			headers: { cookie, origin: stack.address, 'content-type': 'application/octet-stream' },
			body: bytes
		});
		expect([400, 409, 413]).toContain(response.status);
		if (bytes.length > 5_000_000) expect(response.status).toBe(413);
		expect(await response.text()).toMatch(/\w+ \w+/);
	}
	const read = await ask(socket, 'doc:html', { itemId });
	expect(read).toMatchObject({ ok: true, html: '<p>Words that stay.</p>' });
	const after = await ask(socket, 'doc:join', { itemId, clientId: 77, ...state });
	expect(after).toMatchObject({ ok: true });
	socket.close();
});
