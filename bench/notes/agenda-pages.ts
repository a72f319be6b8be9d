import { io, type Socket } from 'socket.io-client';
import type { CommandType } from '#lib/model/commands.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import { LiveMeeting, type Wire } from '#lib/realtime/meeting.svelte.ts';
import { now, pause, until } from './clock.ts';
import { round, summarise, type Summary } from './samples.ts';

export interface PagesJob {
	port: number;
	people: string[];
	state: MeetingState;
	/** Commands a second of all together. */
	rate: number;
	seconds: number;
}
export interface PagesResult {
	given: number;
	accepted: number;
	refused: number;
	/** Whose sender was never told, although the pages agree on what became of them. */
	unanswered: number;
	sentTwice: number;
	cuts: number;
	/** From sending to the answer after COMMIT, ms, without the delays made on purpose. */
	answer: Summary;
	/** How long after the last command all pages were equal, ms; null: never. */
	equal: number | null;
	state: MeetingState;
}

const [TWICE, LATE] = [0.15, 0.15];

/** The product's connection with a line that doubles and delays commands. */
class RoughWire implements Wire {
	readonly socket: Socket;
	readonly answers: number[] = [];
	sentTwice = 0;
	constructor(port: number, person: string) {
		this.socket = io(`http://127.0.0.1:${port}`, {
			transports: ['websocket'],
			forceNew: true,
			reconnectionDelay: 200,
			reconnectionDelayMax: 1000,
			extraHeaders: { cookie: `person=${person}` }
		});
	}
	get state() {
		return this.socket.connected ? ('online' as const) : ('offline' as const);
	}
	send = (async (event: string, input: object) => {
		const isCommand = event === 'meeting:cmd';
		if (isCommand && Math.random() < TWICE) {
			this.sentTwice++;
			setTimeout(() => this.socket.emit(event, input), Math.random() * 400);
		}
		if (isCommand && Math.random() < LATE) await pause(Math.random() * 300);
		const began = now();
		try {
			const reply = (await this.socket.timeout(10_000).emitWithAck(event, input)) as object;
			if (isCommand) this.answers.push(now() - began);
			return reply;
		} catch {
			return { ok: false, code: 'offline', message: '' };
		}
	}) as Wire['send'];
	on: Wire['on'] = (event, listener) => {
		this.socket.on(event as string, listener as () => void);
		return () => this.socket.off(event as string, listener as () => void);
	};
	onConnect(listener: () => void) {
		this.socket.on('connect', listener);
		return () => this.socket.off('connect', listener);
	}
}

process.once('message', async (job: PagesJob) => {
	process.send!(await run(job), () => process.exit(0));
});
process.send!('ready');

async function run({ port, people, state, rate, seconds }: PagesJob): Promise<PagesResult> {
	const me = { seatId: '', kind: 'participant', canChair: true } as const;
	const wires = people.map((person) => new RoughWire(port, person));
	const pages = wires.map(
		(wire, n) => new LiveMeeting(wire, structuredClone(state), { ...me, personId: people[n]! })
	);
	await until(() => pages.every((page) => page.people.length === people.length));
	const pick = <T>(all: readonly T[]) => all[Math.floor(Math.random() * all.length)]!;
	const replies: Promise<{ ok: boolean }>[] = [];
	let cuts = 0;
	const end = now() + seconds * 1000;
	for (let n = 0; now() < end; n++) {
		const [page, other] = [pick(pages), pick(pages)];
		const [type, args] = choose(page.state, n, pick);
		replies.push(page.send(type, args));
		if (type === 'item.move') replies.push(other.send(type, args)); // two drag the same thing
		if (n % (rate * 2) === rate) {
			cuts++;
			pick(wires).socket.io.engine.close();
		}
		await pause(1000 / rate);
	}
	const last = now();
	const text = () => pages.map((page) => JSON.stringify(sorted(page.state)));
	const isEqual = () => pages.every(({ waiting }) => waiting === 0) && new Set(text()).size === 1;
	const settled = await until(isEqual, 30_000);
	const silence = pause(2000).then(() => null); // an answer lost with its connection never comes
	const answers = await Promise.all(replies.map((reply) => Promise.race([reply, silence])));
	const count = (holds: (answer: (typeof answers)[number]) => boolean) =>
		answers.filter(holds).length;
	return {
		given: answers.length,
		accepted: count((answer) => answer?.ok === true),
		refused: count((answer) => answer?.ok === false),
		unanswered: count((answer) => answer === null),
		sentTwice: wires.reduce((sum, wire) => sum + wire.sentTwice, 0),
		cuts,
		answer: summarise(wires.flatMap((wire) => wire.answers)),
		equal: Number.isNaN(settled) ? null : round(now() - last),
		state: pages[0]!.state
	};
}

function choose(
	{ items, currentItemId }: MeetingState,
	n: number,
	pick: <T>(all: readonly T[]) => T
): [CommandType, Record<string, unknown>] {
	const ids = items.map(({ id }) => id);
	const roll = Math.random();
	if (roll < 0.25 || ids.length < 3) return ['item.add', { title: `Point ${n}` }];
	if (roll < 0.6) return ['item.move', { itemId: pick(ids), afterId: pick([null, ...ids]) }];
	if (roll < 0.75) return ['item.edit', { itemId: pick(ids), title: `Changed ${n}` }];
	if (roll < 0.85) return ['item.remove', { itemId: pick(ids) }];
	return ['advance', { fromItemId: currentItemId }];
}

/** The same state whatever the order in which its fields were written. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (value === null || typeof value !== 'object') return value;
	const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
	return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
