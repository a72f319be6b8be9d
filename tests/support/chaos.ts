import { AsyncLocalStorage } from 'node:async_hooks';
import type { Actor } from '#lib/model/actor.ts';
import type { Seat } from '#lib/model/meeting.ts';
import type { LoggedEvent, ServerEvents } from '#lib/realtime/events.ts';
import type { Wire } from '#lib/realtime/meeting.svelte.ts';
import { runCommand, type CommandInput } from '#lib/server/agenda/commands.ts';
import { readMissed } from '#lib/server/agenda/state.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { getHost } from '#lib/server/platform/host.ts';

const OFFLINE = { ok: false, code: 'offline', message: '' };
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** One life of the server's process; what it began and did not answer dies with it. */
interface Life {
	server: ChaosServer;
	number: number;
}
const life = new AsyncLocalStorage<Life>();

/** What happened to the messages of a run. */
export interface Tally {
	lost: number;
	twice: number;
	late: number;
	answersLost: number;
	crashes: number;
	cuts: number;
}

/**
 * The real commands on the real database, behind lines that lose, double, delay and reorder, and in a
 * process that dies between commit and answer. Everything random comes from `random` (0 to 1).
 */
export class ChaosServer {
	readonly lines: ChaosLine[] = [];
	readonly tally: Tally = { lost: 0, twice: 0, late: 0, answersLost: 0, crashes: 0, cuts: 0 };
	/** Commands that a page got an answer to, by their id. */
	readonly answers = new Map<string, { input: CommandInput; actor: Actor; seq: number | null }>();
	/** Ms from sending to answer, of tries that nothing disturbed. */
	readonly undisturbed: number[] = [];
	isRough = true;
	#life = 0;
	#told = 0;
	readonly #busy = new Set<Promise<object>>();
	readonly db: Db;
	readonly meetingId: string;
	readonly people: Seat[];
	readonly random: () => number;

	constructor(db: Db, meetingId: string, people: Seat[], random: () => number) {
		this.db = db;
		this.meetingId = meetingId;
		this.people = people;
		this.random = random;
	}

	connect(actor: Actor, canChair: boolean): ChaosLine {
		const line = new ChaosLine(this, actor, canChair);
		this.lines.push(line);
		return line;
	}

	/** True with the probability `share` while the network is rough. */
	chance(share: number): boolean {
		return this.isRough && this.random() < share;
	}

	/** Resolves when nothing works on the database any more, also what nobody waits for. */
	async settle(): Promise<void> {
		while (this.#busy.size) await Promise.allSettled(this.#busy);
	}

	command(actor: Actor, input: CommandInput): Promise<object> {
		return this.#follow(this.#run(actor, input));
	}

	join(actor: Actor, lastSeq: number | undefined): Promise<object> {
		return this.#follow(this.#readMissed(actor, lastSeq));
	}

	#follow(work: Promise<object>): Promise<object> {
		this.#busy.add(work);
		const end = () => void this.#busy.delete(work);
		work.then(end, end);
		return work;
	}

	async #run(actor: Actor, input: CommandInput): Promise<object> {
		const own = { server: this, number: this.#life };
		let reply: object;
		try {
			reply = { ok: true, ...(await life.run(own, () => runCommand(this.db, actor, input))) };
		} catch (fault) {
			const code = fault instanceof AppError ? fault.code : 'fault';
			reply = { ok: false, code, message: String(fault) };
			if (!(fault instanceof AppError)) console.error(fault);
		}
		return own.number === this.#life ? reply : OFFLINE;
	}

	async #readMissed(actor: Actor, lastSeq: number | undefined): Promise<object> {
		const before = this.#life;
		const missed = await readMissed(this.db, actor, this.meetingId, lastSeq);
		if (before !== this.#life) return OFFLINE;
		return { ok: true, ...missed, people: this.people, serverTime: Date.now() };
	}

	/** What the process broadcasts after a commit. */
	tell(from: Life, event: LoggedEvent & { meetingId: string }): void {
		// Committed, and dead before anybody hears of it.
		if (this.isRough && (this.#told += 1) % 12 === 0) this.crash();
		if (from.number !== this.#life) return;
		for (const line of this.lines) line.deliver(event);
	}

	/** The process ends: every line is cut, no answer under way arrives, and it starts again. */
	crash(): void {
		this.tally.crashes += 1;
		this.#life += 1;
		for (const line of this.lines) line.cut();
		setTimeout(() => this.lines.forEach((line) => line.mend()), 20);
	}
}

/** Sends the broadcasts of commands to the lines of their server instead of real sockets. */
export function catchBroadcasts(): void {
	const emit = (event: string, payload: never) => {
		const own = life.getStore();
		if (own && event === 'meeting:event') own.server.tell(own, payload);
	};
	const target = { emit, volatile: { emit } };
	getHost().io = { to: () => ({ except: () => target }) } as never;
}

/** One page's line. */
export class ChaosLine implements Wire {
	state: Wire['state'] = 'online';
	readonly actor: Actor;
	readonly canChair: boolean;
	readonly #server: ChaosServer;
	readonly #listeners = new Map<string, Set<(payload: never) => void>>();
	readonly #connects = new Set<() => void>();

	constructor(server: ChaosServer, actor: Actor, canChair: boolean) {
		this.#server = server;
		this.actor = actor;
		this.canChair = canChair;
	}

	send = (async (event: string, input: { lastSeq?: number }) => {
		const server = this.#server;
		if (this.state === 'offline') return OFFLINE;
		const at = Date.now();
		if (event === 'clock:ping') return { ok: true, receivedAt: at, answeredAt: at };
		if (event === 'meeting:leave') return { ok: true };
		if (server.chance(0.08)) {
			server.tally.lost += 1;
			await pause(4);
			return OFFLINE;
		}
		if (event === 'meeting:join') return server.join(this.actor, input.lastSeq);
		return this.#command(input as unknown as CommandInput);
	}) as unknown as Wire['send'];

	async #command(input: CommandInput): Promise<object> {
		const server = this.#server;
		const began = performance.now();
		const isDelayed = server.chance(0.1);
		if (isDelayed) await pause(15 * server.random());
		if (server.chance(0.1)) {
			server.tally.twice += 1;
			void server.command(this.actor, input);
		}
		const answer = (await server.command(this.actor, input)) as { ok: boolean; seq?: number };
		if (answer === OFFLINE || server.chance(0.08)) {
			server.tally.answersLost += 1;
			return OFFLINE;
		}
		if (!isDelayed) server.undisturbed.push(performance.now() - began);
		const seq = answer.ok ? (answer.seq ?? null) : null;
		if ((answer as { code?: string }).code !== 'fault')
			server.answers.set(input.commandId, { input, actor: this.actor, seq });
		return answer;
	}

	on<E extends keyof ServerEvents>(event: E, listener: (payload: ServerEvents[E]) => void) {
		const all = this.#listeners.get(event) ?? new Set();
		this.#listeners.set(event, all.add(listener as (payload: never) => void));
		return () => all.delete(listener as (payload: never) => void);
	}

	onConnect(listener: () => void) {
		this.#connects.add(listener);
		if (this.state === 'online') listener();
		return () => this.#connects.delete(listener);
	}

	/** Brings an event to this page, as the line pleases. */
	deliver(event: LoggedEvent & { meetingId: string }): void {
		const server = this.#server;
		// What travels is text: nothing is shared by reference.
		const text = JSON.stringify(event);
		const arrive = () => {
			if (this.state === 'offline') return;
			for (const listener of this.#listeners.get('meeting:event') ?? [])
				listener(JSON.parse(text) as never);
		};
		if (this.state === 'offline') return;
		if (server.chance(0.08)) return void (server.tally.lost += 1);
		const isLate = server.chance(0.15);
		if (isLate) server.tally.late += 1;
		setTimeout(arrive, isLate ? 40 * server.random() : 0);
		if (server.chance(0.1)) setTimeout(arrive, 20 * server.random());
	}

	cut(): void {
		this.state = 'offline';
	}

	mend(): void {
		if (this.state === 'online') return;
		this.state = 'online';
		for (const listener of this.#connects) listener();
	}
}

/** Numbers from 0 to 1 that are the same for the same seed (xorshift32). */
export function seeded(seed: number): () => number {
	let at = seed | 0 || 1;
	return () => {
		at ^= at << 13;
		at ^= at >>> 17;
		at ^= at << 5;
		return (at >>> 0) / 2 ** 32;
	};
}
