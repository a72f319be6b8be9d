import { parseCommand, type CommandType } from '#lib/model/commands.ts';
import { applyEvent } from '#lib/model/log.ts';
import type { MeetingState, Seat, SeatKind } from '#lib/model/meeting.ts';
import { keepMeasuring, ServerClock } from './clock.ts';
import type { LoggedEvent, Refusal, Reply } from './events.ts';
import { replay, type PendingCommand } from './hopes.ts';
import { newId } from './ids.ts';
import type { Outbox } from './outbox.ts';
import type { LiveConnection } from './socket.svelte.ts';

/** The part of the connection that a meeting needs. */
export type Wire = Pick<LiveConnection, 'send' | 'on' | 'onConnect' | 'state'>;

export interface Me {
	personId: string;
	seatId: string;
	kind: SeatKind;
	canChair: boolean;
}

interface Waiting extends PendingCommand {
	answer: (reply: Reply<'meeting:cmd'>) => void;
	/** Given without a connection: whoever gave it may be doing something else when the answer comes. */
	isLate: boolean;
}

/** What was not done and why; `command` names what it was about where that does not go without saying. */
export interface Refused extends Refusal {
	command: PendingCommand['command'] | null;
}

/** How long (ms) to wait before a command, a join or a gap is tried again. */
export interface Patience {
	/** Doubles with every try, up to `longest`. */
	command: number;
	longest: number;
	join: number;
	gap: number;
}
const PATIENCE: Patience = { command: 250, longest: 5000, join: 2000, gap: 200 };

/** Refusals that pass: the same command is sent again, under the same id. */
const PASSING = ['offline', 'fault', 'too_fast'];
/** Refusals that need no words: somebody else did it a moment before. */
const SILENT = ['already_moved'];

/** Who was away longer is told only of the latest. */
const MOST_HEARD = 20;

/**
 * A meeting as this page sees it: the server's confirmed state with one's own pending commands
 * replayed over it, who is there, and the server's clock. Duplicates, gaps and reconnections are
 * its affair. Longer than other files, because sending, receiving and replaying share one list of
 * commands on their way, whose order is the whole point.
 */
export class LiveMeeting {
	/** With one's own unconfirmed commands already in it. */
	state = $state.raw() as MeetingState;
	people = $state.raw<Seat[]>([]);
	me = $state.raw() as Me;
	/** Refusals that nobody has put away: the last one, and before it those of what waited. */
	refused = $state.raw<Refused[]>([]);
	/** The latest events that others caused, oldest first, to be said aloud. */
	heard = $state.raw<readonly LoggedEvent[]>([]);
	/** How many commands the server has not confirmed. */
	waiting = $state(0);
	/** True once this person may no longer be here. */
	isRemoved = $state(false);
	/** Slug of the filed report, once it is. */
	reportSlug = $state<string | null>(null);

	readonly #wire: Wire;
	readonly #outbox: Outbox | null;
	readonly #patience: Patience;
	readonly #clock = new ServerClock();
	readonly #stops: Array<() => void> = [];
	#confirmed: MeetingState;
	#pending: Waiting[] = [];
	// eslint-disable-next-line svelte/prefer-svelte-reactivity -- never shown, so not reactive
	#ahead = new Map<number, LoggedEvent>();
	#isJoined = false;
	#isJoining = false;
	#isSending = false;
	#isDestroyed = false;

	constructor(
		live: Wire,
		state: MeetingState,
		me: Me,
		outbox: Outbox | null = null,
		patience: Patience = PATIENCE
	) {
		this.#wire = live;
		this.#outbox = outbox;
		this.#patience = patience;
		this.#confirmed = state;
		this.state = state;
		this.me = me;
		const isOurs = (event: { meetingId: string }) => event.meetingId === state.meetingId;
		this.#stops.push(
			live.on('meeting:event', (event) => isOurs(event) && this.#receive(event)),
			live.on(
				'meeting:reached',
				(event) => isOurs(event) && event.seq > this.#confirmed.seq && void this.#join()
			),
			live.on('meeting:people', (event) => isOurs(event) && (this.people = event.people)),
			live.on('meeting:access', (event) => isOurs(event) && this.#setAccess(event)),
			live.on('meeting:removed', (event) => isOurs(event) && (this.isRemoved = true)),
			live.on('report:filed', (event) => isOurs(event) && (this.reportSlug = event.slug)),
			live.onConnect(() => void this.#connect()),
			keepMeasuring(() => this.#isJoined && void this.#ping())
		);
		void this.#resume();
	}

	/** Milliseconds since the epoch on the server's clock. */
	now(): number {
		return this.#clock.now();
	}

	get connection(): Wire['state'] {
		return this.#wire.state;
	}

	/**
	 * Asks for a change; it shows at once and is taken back, with `refusal` saying why, if the
	 * server says no. Without a connection it waits (films excepted: they are refused as `offline`).
	 */
	send(type: CommandType, args: Record<string, unknown> = {}): Promise<Reply<'meeting:cmd'>> {
		const parsed = parseCommand(type, args);
		if (!parsed.ok)
			return Promise.resolve(this.#refuse({ ok: false, code: parsed.code, message: '' }));
		if (type.startsWith('film.') && (!this.#isJoined || this.#wire.state === 'offline'))
			return Promise.resolve(this.#refuse({ ok: false, code: 'offline', message: '' }));
		this.refused = this.refused.filter((one) => one.command);
		return this.#enqueue(newId(), parsed.command);
	}

	/** Code of the last refusal, for `error_<code>`. */
	get refusal(): string | null {
		return this.refused.at(-1)?.code ?? null;
	}

	/** Puts the refusals away. */
	dismiss(): void {
		this.refused = [];
	}

	destroy(): void {
		this.#isDestroyed = true;
		for (const stop of this.#stops) stop();
		if (this.#isJoined)
			void this.#wire.send('meeting:leave', { meetingId: this.#confirmed.meetingId });
	}

	#enqueue(
		commandId: string,
		command: Waiting['command'],
		isLate = !this.#isJoined || this.#wire.state === 'offline'
	): Promise<Reply<'meeting:cmd'>> {
		return new Promise((answer) => {
			this.#pending.push({ commandId, command, seq: null, answer, isLate });
			this.#show();
			if (!command.type.startsWith('film.'))
				void this.#outbox?.keep(this.#confirmed.meetingId, { commandId, ...command });
			void this.#pump();
		});
	}

	/** Takes up what an earlier page of this browser could not send. */
	async #resume(): Promise<void> {
		const left = (await this.#outbox?.load(this.#confirmed.meetingId)) ?? [];
		for (const { commandId, type, args } of left) {
			const parsed = parseCommand(type, args);
			const isKnown = this.#pending.some((one) => one.commandId === commandId);
			if (parsed.ok && !isKnown && !this.#isDestroyed)
				void this.#enqueue(commandId, parsed.command, true);
		}
	}

	async #connect(): Promise<void> {
		this.#isJoined = false;
		await this.#join();
		for (let count = 0; count < 3 && this.#isJoined; count += 1) await this.#ping();
	}

	/** Joins, or joins again after a gap, and takes in what was missed. */
	async #join(): Promise<void> {
		if (this.#isJoining || this.#isDestroyed) return;
		this.#isJoining = true;
		const { meetingId, seq } = this.#confirmed;
		const reply = await this.#wire.send('meeting:join', { meetingId, lastSeq: seq });
		this.#isJoining = false;
		if (this.#isDestroyed) return;
		if (!reply.ok) {
			if (reply.code === 'not_found') this.isRemoved = true;
			else
				setTimeout(() => this.#wire.state === 'online' && void this.#join(), this.#patience.join);
			return;
		}
		if (reply.state && reply.state.seq >= this.#confirmed.seq) this.#confirmed = reply.state;
		for (const event of reply.events ?? []) this.#ahead.set(event.seq, event);
		this.people = reply.people;
		if (reply.me) this.me = { ...this.me, ...reply.me };
		this.#isJoined = true;
		this.#drain();
		if (this.#ahead.size > 0) setTimeout(() => void this.#join(), this.#patience.gap);
		void this.#pump();
	}

	#receive(event: LoggedEvent): void {
		if (event.seq <= this.#confirmed.seq) return;
		this.#ahead.set(event.seq, event);
		if (event.seq > this.#confirmed.seq + 1 && this.#isJoined) void this.#join();
		this.#drain();
	}

	#drain(): void {
		for (const seq of this.#ahead.keys()) if (seq <= this.#confirmed.seq) this.#ahead.delete(seq);
		let next = this.#ahead.get(this.#confirmed.seq + 1);
		while (next) {
			this.#confirmed = applyEvent(this.#confirmed, next);
			this.#ahead.delete(next.seq);
			const { commandId, seq } = next;
			const own = this.#pending.find((one) => one.commandId === commandId);
			if (own) this.#confirm(own, seq);
			else this.heard = [...this.heard.slice(1 - MOST_HEARD), next];
			next = this.#ahead.get(this.#confirmed.seq + 1);
		}
		this.#pending = this.#pending.filter(
			(one) => one.seq === null || one.seq > this.#confirmed.seq
		);
		this.#show();
	}

	/** Sends one command after the other, so that they arrive in the order they were given. */
	async #pump(): Promise<void> {
		if (this.#isSending) return;
		this.#isSending = true;
		for (let tries = 0; this.#isJoined && !this.#isDestroyed;) {
			const next = this.#pending.find((one) => one.seq === null);
			if (!next) break;
			const { type, args } = next.command;
			const { meetingId } = this.#confirmed;
			const reply = await this.#wire.send('meeting:cmd', {
				meetingId,
				commandId: next.commandId,
				type,
				args
			});
			// The log said so before the answer did, which may be lost for good.
			if (next.seq !== null) continue;
			if (!reply.ok && PASSING.includes(reply.code) && !type.startsWith('film.')) {
				if (this.#wire.state === 'offline') {
					this.#dropFilms(reply);
					break;
				}
				tries += 1;
				const { command, longest } = this.#patience;
				const wait = Math.min(longest, command * 2 ** tries);
				await new Promise((resolve) => setTimeout(resolve, wait));
				continue;
			}
			tries = 0;
			if (reply.ok) this.#confirm(next, reply.seq);
			else this.#takeBack(next, reply);
			this.#drain();
		}
		this.#isSending = false;
	}

	#confirm(command: Waiting, seq: number): void {
		command.seq = seq;
		void this.#outbox?.drop(command.commandId);
		command.answer({ ok: true, seq });
	}

	#takeBack(command: Waiting, reply: Refusal): void {
		this.#pending = this.#pending.filter((one) => one !== command);
		void this.#outbox?.drop(command.commandId);
		command.answer(this.#refuse(reply, command.isLate ? command.command : null));
	}

	/** A film command that comes late would surprise everybody. */
	#dropFilms(reply: Refusal): void {
		const films = this.#pending.filter((one) => one.command.type.startsWith('film.'));
		this.#pending = this.#pending.filter((one) => !films.includes(one));
		for (const film of films) film.answer(this.#refuse(reply));
	}

	#refuse(reply: Refusal, command: Refused['command'] = null): Refusal {
		if (!SILENT.includes(reply.code))
			this.refused = [...this.refused.filter((one) => one.command), { ...reply, command }];
		return reply;
	}

	#setAccess({ kind, canChair }: { kind: SeatKind; canChair: boolean }): void {
		this.me = { ...this.me, kind, canChair };
		this.#show();
	}

	#show(): void {
		const name = this.people.find((seat) => seat.personId === this.me.personId)?.name;
		this.state = replay(this.#confirmed, this.#pending, this.me, this.now(), name);
		this.waiting = this.#pending.filter(
			(one) => one.seq === null && !one.command.type.startsWith('film.')
		).length;
	}

	async #ping(): Promise<void> {
		const sentAt = Date.now();
		const reply = await this.#wire.send('clock:ping', { sentAt });
		if (reply.ok) this.#clock.add({ sentAt, ...reply, gotAt: Date.now() });
	}
}
