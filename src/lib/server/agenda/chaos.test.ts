import { writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/model/actor.ts';
import { parseCommand } from '#lib/model/commands.ts';
import { decide } from '#lib/model/decision.ts';
import { applyEvent } from '#lib/model/log.ts';
import type { MeetingState, Seat } from '#lib/model/meeting.ts';
import { LiveMeeting } from '#lib/realtime/meeting.svelte.ts';
import type { Outbox, StoredCommand } from '#lib/realtime/outbox.ts';
import {
	catchBroadcasts,
	ChaosServer,
	seeded,
	type ChaosLine
} from '../../../../tests/support/chaos.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { addFilm } from '../../../../tests/support/films.ts';
import { addActor, addDossier, addMeeting, addSeat } from '../../../../tests/support/meeting.ts';
import { readWish, wish } from '../../../../tests/support/random-command.ts';
import { getHost } from '../platform/host.ts';
import { findEventsAfter } from './event.rows.ts';
import { findState } from './state.rows.ts';

/*
 * Six people command one meeting over a bad network and a server that dies between commit and answer.
 * `npm run bench -- agenda-chaos` runs this file with more and other seeds at the pace of a meeting.
 */
const RUNS = Number(process.env.EMVOD_CHAOS_RUNS ?? 2);
const SEED = Number(process.env.EMVOD_CHAOS_SEED ?? 20261126);
/** Ms between two commands of anybody. */
const PACE = Number(process.env.EMVOD_CHAOS_PACE ?? 3);
const RESULT = process.env.EMVOD_CHAOS_RESULT;
const PATIENCE = { command: 3, longest: 40, join: 20, gap: 5 };

let database: TestDatabase;
let dossierId: string;
let films: string[];
const actors: Actor[] = [];
beforeAll(async () => {
	database = await testDatabase();
	catchBroadcasts();
	dossierId = await addDossier(database.db);
	films = await Promise.all(
		['film-one', 'film-two'].map((slug) => addFilm(database.db, slug, { dossierId }))
	);
	for (let n = 0; n < 6; n += 1)
		actors.push(
			await addActor(database.db, `Person ${n}`, { dossierId, level: n < 3 ? 'edit' : 'take-part' })
		);
});
afterAll(async () => {
	delete getHost().io;
	await database.close();
});

/** The chairs (the first three) do most of it. */
const anybody = fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, { weight: 2, arbitrary: fc.nat(5) });
const step = fc.oneof(
	{ weight: 16, arbitrary: fc.record({ page: anybody, wish }) },
	{ weight: 1, arbitrary: fc.record({ page: fc.nat(5), cut: fc.nat(60) }) },
	{ weight: 1, arbitrary: fc.record({ page: fc.nat(5), reload: fc.constant(true) }) }
);

/** An outbox that outlives the page, as the browser's does. */
class Kept implements Outbox {
	readonly commands = new Map<string, StoredCommand>();
	load = () => Promise.resolve([...this.commands.values()]);
	keep = (_: string, command: StoredCommand) =>
		Promise.resolve(void this.commands.set(command.commandId, command));
	drop = (commandId: string) => Promise.resolve(void this.commands.delete(commandId));
}

const all = {
	commands: 0,
	events: 0,
	films: 0,
	crashes: 0,
	lost: 0,
	twice: 0,
	late: 0,
	reloads: 0
};
const acks: number[] = [];
const undisturbed: number[] = [];

test(
	'whatever the line and the process do, nothing acknowledged is missing and all end alike',
	{ timeout: 20_000 + RUNS * 60_000 },
	async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(step, { minLength: 90, maxLength: 110 }),
				fc.integer({ min: 1 }),
				(steps, seed) => runOnce(steps, seed)
			),
			{ numRuns: RUNS, seed: SEED, endOnFailure: true }
		);
		expect(all.events).toBeGreaterThan(RUNS * 20); // or it would hold of nothing
		expect(all.films).toBeGreaterThan(RUNS);
		for (const what of ['crashes', 'lost', 'twice', 'late', 'reloads'] as const)
			expect(all[what], what).toBeGreaterThan(0);
		if (RESULT) writeFileSync(RESULT, JSON.stringify({ ...all, runs: RUNS, acks, undisturbed }));
	}
);

async function runOnce(
	steps: Array<typeof step extends fc.Arbitrary<infer T> ? T : never>,
	seed: number
) {
	const { db } = database;
	const earlier = await addMeeting(db, dossierId, ['Earlier 1', 'Earlier 2', 'Earlier 3']);
	const shelf = { earlier: earlier.itemIds, films };
	const { meetingId } = await addMeeting(db, dossierId, ['One', 'Two', 'Three', 'Four']);
	const people: Seat[] = [];
	for (const [n, actor] of actors.entries()) {
		const kind = n < 3 ? 'chair' : 'participant';
		const id = await addSeat(db, meetingId, actor, kind);
		const { personId, name } = actor;
		people.push({ id, personId, name, organisation: null, organisationId: null, kind, heads: 1 });
	}
	const begin = await load(meetingId);
	const server = new ChaosServer(db, meetingId, people, seeded(seed));
	const outboxes = actors.map(() => new Kept());
	const lines: ChaosLine[] = actors.map((actor, n) => server.connect(actor, n < 3));
	const open = (n: number, state: MeetingState) => {
		const { id: seatId, personId, kind } = people[n]!;
		const me = { personId, seatId, kind, canChair: n < 3 };
		return new LiveMeeting(lines[n]!, state, me, outboxes[n], PATIENCE);
	};
	const pages = actors.map((_, n) => open(n, begin));
	let given = 0;
	// A film runs from the beginning: most later commands to it are refused where the line is down.
	server.isRough = false;
	const start = () => pages[0]!.send('film.start', { filmId: films[0]! });
	await vi.waitFor(async () => expect(await start()).toMatchObject({ ok: true }), 5000);
	server.isRough = true;
	for (const [n, one] of steps.entries()) {
		const page = pages[one.page]!;
		if ('wish' in one) {
			const command = readWish(one.wish, page.state, `No ${n}`, shelf);
			if (!command) continue;
			if (!isFilm(command)) given += 1; // a film's command that would come late is refused by the page
			const began = performance.now();
			void page.send(command.type, command.args).then(() => acks.push(performance.now() - began));
		} else if ('cut' in one) {
			lines[one.page]!.cut();
			server.tally.cuts += 1;
			setTimeout(() => lines[one.page]!.mend(), one.cut);
		} else {
			page.destroy();
			all.reloads += 1;
			pages[one.page] = open(one.page, await load(meetingId));
		}
		await new Promise((done) => setTimeout(done, PACE * 2 * server.random()));
	}

	// What was given last meets the same troubles as what was given first, for a while.
	const isSettled = () => expect(pages.every(({ waiting }) => waiting === 0)).toBe(true);
	await vi.waitFor(isSettled, { timeout: 3000, interval: 20 }).catch(() => undefined);
	server.isRough = false;
	// A broadcast that got lost is missed at the next one, or when the line comes back.
	for (const line of lines) line.cut();
	for (const line of lines) line.mend();
	await vi.waitFor(
		async () => {
			const { seq } = await load(meetingId);
			for (const page of pages) expect([page.waiting, page.state.seq]).toEqual([0, seq]);
		},
		{ timeout: 15_000, interval: 30 }
	);

	const stored = await load(meetingId);
	const events = await findEventsAfter(db, meetingId, 0, 1000);
	const answered = [...server.answers].filter(([, { input }]) => !isFilm(input));
	const settled = new Set([
		...answered.map(([commandId]) => commandId),
		...events.filter((event) => !isFilm(event)).map(({ commandId }) => commandId)
	]);
	expect(settled.size, 'every command given was answered or stands in the log').toBe(given);
	for (const outbox of outboxes) expect(outbox.commands.size).toBe(0);
	expect(new Set(events.map(({ commandId }) => commandId)).size).toBe(events.length);
	expect(events.reduce(applyEvent, begin), 'the log replayed is what is stored').toEqual(stored);
	for (const page of pages) expect(page.state).toEqual(stored);
	expectAcknowledged(server, begin, events);
	for (const page of pages) page.destroy();
	await server.settle();

	all.commands += given;
	all.events += events.length;
	all.films += events.filter(isFilm).length;
	for (const what of ['crashes', 'lost', 'twice', 'late'] as const) all[what] += server.tally[what];
	undisturbed.push(...server.undisturbed);
}

function isFilm({ type }: { type: string }): boolean {
	return type.startsWith('film.');
}

/** Each yes stands in the log, or was a yes without effect in the state it was given in. */
function expectAcknowledged(
	server: ChaosServer,
	begin: MeetingState,
	events: Awaited<ReturnType<typeof findEventsAfter>>
): void {
	for (const [commandId, { input, actor, seq }] of server.answers) {
		if (seq === null) continue;
		if (events[seq - 1]?.commandId === commandId) continue;
		expect(events.map((event) => event.commandId)).not.toContain(commandId);
		const state = events.slice(0, seq).reduce(applyEvent, begin);
		const parsed = parseCommand(input.type, input.args);
		if (!parsed.ok) throw new Error(parsed.code);
		const who = { personId: actor.personId, canChair: actors.indexOf(actor) < 3 };
		const decision = decide(state, who, parsed.command, { now: Date.now(), commandId });
		expect(decision, `${input.type} was acknowledged and is nowhere`).toEqual({ kind: 'nothing' });
	}
}

async function load(meetingId: string): Promise<MeetingState> {
	const state = await findState(database.db, meetingId);
	if (!state) throw new Error('no state');
	return state;
}
