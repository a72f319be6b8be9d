import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sampleState, uuid } from '../../../tests/support/state.ts';
import { FakeServer, type Fate } from '../../../tests/support/wire.ts';
import { applyEvent } from '../model/log.ts';
import { LiveMeeting } from './meeting.svelte.ts';
import type { StoredCommand } from './outbox.ts';

const chair = { personId: uuid(100), seatId: uuid(200), kind: 'chair', canChair: true } as const;
const always = (): Fate => 'arrives';

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-06-12T07:00:00Z') }));
afterEach(() => void vi.useRealTimers());
const pass = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

test('a command shows at once and is confirmed by the log', async () => {
	const server = new FakeServer(sampleState(2));
	const meeting = new LiveMeeting(server.connect(always), server.state, chair);
	await pass();
	const answer = meeting.send('item.add', { title: 'New', afterId: uuid(1) });
	expect(meeting.state.items.map((item) => item.title.texts.en)).toEqual([
		'Item 1',
		'New',
		'Item 2'
	]);
	expect(meeting.state.seq).toBe(0);
	expect(meeting.waiting).toBe(1);
	await pass();
	expect(await answer).toEqual({ ok: true, seq: 1 });
	expect(meeting.waiting).toBe(0);
	expect(meeting.state).toEqual(server.state);
	meeting.destroy();
});

test('a refusal takes the command back and says why; an old Next says nothing', async () => {
	const server = new FakeServer(sampleState(2));
	const [line, other] = [server.connect(always), server.connect(() => 'lost')];
	const meeting = new LiveMeeting(line, server.state, chair);
	const late = new LiveMeeting(other, server.state, chair);
	await pass();
	await Promise.all([meeting.send('item.remove', { itemId: uuid(1) }), pass(10)]);
	other.send = line.send; // the way up works again, the broadcast to it was lost
	other.mend();
	void late.send('item.edit', { itemId: uuid(1), title: 'Gone' });
	await pass(10);
	expect(late.refusal).toBe('item_missing');
	late.dismiss();
	void late.send('advance', { fromItemId: uuid(2) });
	await pass(10);
	expect(late.refusal).toBeNull();
	expect(late.state).toEqual(server.state);
	expect(await late.send('item.add', { title: 'x'.repeat(10_000) })).toMatchObject({
		code: 'title_too_long'
	});
	expect(late.refusal).toBe('title_too_long');
	meeting.destroy();
	late.destroy();
});

test('what is done without a line waits and goes out once, in order; films do not wait', async () => {
	const server = new FakeServer(sampleState(1));
	const line = server.connect(always);
	const meeting = new LiveMeeting(line, server.state, chair);
	await pass();
	line.cut();
	void meeting.send('item.add', { title: 'First' });
	void meeting.send('item.add', { title: 'Second' });
	await pass(60_000);
	expect(await meeting.send('film.pause')).toMatchObject({ code: 'offline' });
	expect(meeting.waiting).toBe(2);
	expect(meeting.state.items).toHaveLength(3);
	expect(server.log).toEqual([]);
	line.mend();
	await pass(10_000);
	expect(server.log.map((event) => event.type)).toEqual(['item.added', 'item.added']);
	expect(meeting.waiting).toBe(0);
	expect(meeting.state).toEqual(server.state);
	meeting.destroy();
});

test('an event that got lost is asked for when the next one comes', async () => {
	const server = new FakeServer(sampleState(3));
	let fate: Fate = 'arrives';
	const meeting = new LiveMeeting(
		server.connect(() => fate),
		server.state,
		chair
	);
	const other = new LiveMeeting(server.connect(always), server.state, chair);
	await pass();
	fate = 'lost';
	await Promise.all([other.send('item.remove', { itemId: uuid(1) }), pass()]);
	fate = 'arrives';
	expect(meeting.state.seq).toBe(0);
	await Promise.all([other.send('item.remove', { itemId: uuid(2) }), pass()]);
	expect(meeting.state).toEqual(server.state);
	meeting.destroy();
	other.destroy();
});

test('rights told while one joins are newer than those in the answer', async () => {
	const server = new FakeServer(sampleState(1));
	const line = server.connect(always);
	const { send } = line;
	let tell = (_: { meetingId: string; kind: 'chair'; canChair: boolean }) => undefined as unknown;
	const { on } = line;
	line.on = ((event: string, listener: never) => {
		if (event === 'meeting:access') tell = listener;
		return on.call(line, event as never, listener);
	}) as typeof line.on;
	line.send = (async (event: string, input: never) => {
		const reply = (await send.call(line, event as never, input)) as object;
		if (event !== 'meeting:join') return reply;
		tell({ meetingId: server.state.meetingId, kind: 'chair', canChair: true });
		return { ...reply, me: { seatId: uuid(9), kind: 'participant', canChair: false } };
	}) as typeof line.send;
	const meeting = new LiveMeeting(line, server.state, { ...chair, canChair: false });
	await pass();
	expect(meeting.me).toMatchObject({ seatId: uuid(9), kind: 'chair', canChair: true });
	meeting.destroy();
});

test('the server’s clock counts, not the page’s', async () => {
	const server = new FakeServer(sampleState(1));
	const line = server.connect(always);
	const send = line.send;
	line.send = (async (event: string, input: never) => {
		if (event !== 'clock:ping') return send(event as never, input);
		await new Promise((resolve) => setTimeout(resolve, 30));
		const at = Date.now() + 5000;
		await new Promise((resolve) => setTimeout(resolve, 30));
		return { ok: true, receivedAt: at, answeredAt: at };
	}) as typeof send;
	const meeting = new LiveMeeting(line, server.state, chair);
	await pass(1000);
	expect(meeting.now() - Date.now()).toBe(5000);
	meeting.destroy();
});

test('an unsent command outlives the page', async () => {
	const server = new FakeServer(sampleState(1));
	const line = server.connect(always);
	line.cut();
	let kept: StoredCommand[] = [];
	const outbox = {
		load: () => Promise.resolve([...kept]),
		keep: (_: string, command: (typeof kept)[number]) =>
			Promise.resolve(void (kept = [...kept.filter((one) => one !== command), command])),
		drop: (commandId: string) =>
			Promise.resolve(void (kept = kept.filter((one) => one.commandId !== commandId)))
	};
	const first = new LiveMeeting(line, server.state, chair, outbox);
	await pass();
	void first.send('item.add', { title: 'Kept' });
	await pass();
	first.destroy();
	line.mend();
	const second = new LiveMeeting(line, server.state, chair, outbox);
	await pass(1000);
	expect(second.state.items.map((item) => item.title.texts.en)).toEqual(['Item 1', 'Kept']);
	expect(server.log).toHaveLength(1);
	expect(kept).toEqual([]);
	second.destroy();
});

test('of what waited for a connection every refusal is told, with what it was about', async () => {
	const server = new FakeServer(sampleState(3));
	const [line, other] = [server.connect(always), server.connect(always)];
	const [meeting, away] = [line, other].map((one) => new LiveMeeting(one, server.state, chair));
	await pass();
	other.cut();
	void away!.send('item.edit', { itemId: uuid(1), title: 'Gone' });
	void away!.send('item.edit', { itemId: uuid(2), minutes: 20 });
	for (const n of [1, 2])
		await Promise.all([meeting!.send('item.remove', { itemId: uuid(n) }), pass(10)]);
	other.mend();
	await pass(1000);
	const about = away!.refused.map(({ code, command }) => [code, command?.args]);
	expect(about).toEqual([
		['item_missing', { itemId: uuid(1), title: 'Gone' }],
		['item_missing', { itemId: uuid(2), minutes: 20 }]
	]);
	// What is done next does not wipe away what nobody has read.
	await Promise.all([away!.send('item.edit', { itemId: uuid(3), minutes: 20 }), pass(10)]);
	expect(away!.refused).toHaveLength(2);
	away!.dismiss();
	expect(away!.refusal).toBeNull();
	meeting!.destroy();
	away!.destroy();
});

test('a demotion is seen at once, a removal too', async () => {
	const server = new FakeServer(sampleState(1));
	const line = server.connect(always);
	const meeting = new LiveMeeting(line, server.state, chair);
	await pass();
	const { meetingId } = server.state;
	line.tell('meeting:access', { meetingId, kind: 'participant', canChair: false });
	expect(meeting.me).toMatchObject({ kind: 'participant', canChair: false });
	line.tell('meeting:removed', { meetingId: uuid(1) });
	expect(meeting.isRemoved).toBe(false);
	line.tell('meeting:removed', { meetingId });
	expect(meeting.isRemoved).toBe(true);
	meeting.destroy();
});

const item = fc.integer({ min: 1, max: 5 }).map(uuid);
const command = fc.oneof(
	fc.tuple(fc.constant('item.add' as const), fc.constant({})),
	fc.tuple(
		fc.constant('item.move' as const),
		fc.record({ itemId: item, afterId: fc.option(item) })
	),
	fc.tuple(fc.constant('item.remove' as const), fc.record({ itemId: item })),
	fc.tuple(fc.constant('item.restore' as const), fc.record({ itemId: item })),
	fc.tuple(fc.constant('item.open' as const), fc.record({ itemId: item })),
	fc.tuple(
		fc.constant('item.mark' as const),
		fc.record({ itemId: item, status: fc.constantFrom('planned', 'done', 'postponed') })
	),
	fc.tuple(fc.constant('advance' as const), fc.record({ fromItemId: fc.option(item) }))
);
const step = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ page: fc.nat(2), command }) },
	{ weight: 1, arbitrary: fc.record({ page: fc.nat(2), cut: fc.boolean() }) },
	{ weight: 2, arbitrary: fc.record({ wait: fc.nat(1500) }) }
);
const fate = fc.constantFrom<Fate[]>('arrives', 'arrives', 'lost', 'twice', 'late', 'answer lost');

test('whatever the line does, all pages end with the state of the log', async () => {
	let logged = 0;
	await fc.assert(
		fc.asyncProperty(
			fc.array(step, { minLength: 15, maxLength: 40 }),
			fc.array(fate, { minLength: 1, maxLength: 60 }),
			async (steps, fates) => {
				const begin = sampleState(5);
				const server = new FakeServer(begin);
				let isRough = true;
				let turn = 0;
				const next = (): Fate =>
					isRough ? (fates[(turn += 1) % fates.length] ?? 'lost') : 'arrives';
				const lines = [0, 1, 2].map(() => server.connect(next));
				const pages = lines.map((line) => new LiveMeeting(line, begin, chair));
				for (const [title, one] of steps.entries()) {
					if ('wait' in one) await pass(one.wait);
					else if ('command' in one)
						void pages[one.page]?.send(one.command[0], { title: `No ${title}`, ...one.command[1] });
					else if (one.cut) lines[one.page]?.cut();
					else lines[one.page]?.mend();
				}
				isRough = false;
				for (const line of lines) line.mend();
				await pass(60_000);
				const replayed = server.log.reduce(applyEvent, begin);
				expect(replayed).toEqual(server.state);
				for (const page of pages) {
					expect(page.waiting).toBe(0);
					expect(page.state).toEqual(server.state);
					page.destroy();
				}
				const added = server.state.items.map((one) => one.title.texts.en);
				expect(new Set(added).size, 'no command takes effect twice').toBe(added.length);
				logged += server.log.length;
			}
		),
		{ numRuns: 150 }
	);
	expect(logged).toBeGreaterThan(300); // or the property would hold of nothing
});
