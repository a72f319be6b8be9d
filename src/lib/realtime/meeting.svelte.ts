import { parseCommand, type CommandType } from '#lib/model/commands.ts';
import type { MeetingState, Seat, SeatKind } from '#lib/model/meeting.ts';
import { keepMeasuring, ServerClock } from './clock.ts';
import { CommandQueue, type CommandPatience } from './command-queue.ts';
import { EventLog } from './event-log.ts';
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

/** What was not done and why; `command` names what it was about where that does not go without saying. */
export interface Refused extends Refusal {
	command: PendingCommand['command'] | null;
}

/** How long (ms) to wait before a command, a join or a gap is tried again. */
export interface Patience extends CommandPatience {
	join: number;
	gap: number;
}
const PATIENCE: Patience = { command: 250, longest: 5000, join: 2000, gap: 200 };

/** Refusals that need no words: somebody else did it a moment before. */
const SILENT = ['already_moved'];

/** Who was away longer is told only of the latest. */
const MOST_HEARD = 20;

/**
 * A meeting as this page sees it: the server's confirmed state with one's own pending commands
 * replayed over it, who is there, and the server's clock. Gaps and reconnections are its affair.
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
	readonly #patience: Patience;
	readonly #clock = new ServerClock();
	readonly #stops: Array<() => void> = [];
	readonly #log: EventLog;
	readonly #queue: CommandQueue;
	#isJoined = false;
	#isJoining = false;
	#isDestroyed = false;
	/** How often this person's rights were told. */
	#tellings = 0;

	constructor(
		live: Wire,
		state: MeetingState,
		me: Me,
		outbox: Outbox | null = null,
		patience: Patience = PATIENCE
	) {
		this.#wire = live;
		this.#patience = patience;
		this.#log = new EventLog(state);
		this.#queue = new CommandQueue({
			wire: live,
			meetingId: state.meetingId,
			outbox,
			patience,
			isJoined: () => this.#isJoined,
			changed: () => this.#show(),
			answered: () => this.#advance(),
			refused: (reply, command) => void this.#refuse(reply, command)
		});
		this.state = state;
		this.me = me;
		const isOurs = (event: { meetingId: string }) => event.meetingId === state.meetingId;
		this.#stops.push(
			live.on('meeting:event', (event) => isOurs(event) && this.#receive(event)),
			live.on(
				'meeting:reached',
				(event) => isOurs(event) && event.seq > this.#log.state.seq && void this.#join()
			),
			live.on('meeting:people', (event) => isOurs(event) && (this.people = event.people)),
			live.on('meeting:access', (event) => isOurs(event) && this.#setAccess(event)),
			live.on('meeting:removed', (event) => isOurs(event) && (this.isRemoved = true)),
			live.on('report:filed', (event) => isOurs(event) && (this.reportSlug = event.slug)),
			live.onConnect(() => void this.#connect()),
			keepMeasuring(() => this.#isJoined && void this.#ping())
		);
		void this.#queue.resume();
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
		return this.#queue.add(newId(), parsed.command);
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
		this.#queue.close();
		for (const stop of this.#stops) stop();
		if (this.#isJoined) void this.#wire.send('meeting:leave', { meetingId: this.state.meetingId });
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
		const { meetingId, seq } = this.#log.state;
		const tellings = this.#tellings;
		const reply = await this.#wire.send('meeting:join', { meetingId, lastSeq: seq });
		this.#isJoining = false;
		if (this.#isDestroyed) return;
		if (!reply.ok) {
			if (reply.code === 'not_found') this.isRemoved = true;
			else
				setTimeout(() => this.#wire.state === 'online' && void this.#join(), this.#patience.join);
			return;
		}
		this.#log.catchUp(reply.state, reply.events);
		this.people = reply.people;
		// What was told meanwhile is newer than the answer, which was read before it was sent.
		const { kind, canChair } = tellings === this.#tellings ? { ...this.me, ...reply.me } : this.me;
		this.me = { ...this.me, ...reply.me, kind, canChair };
		this.#isJoined = true;
		this.#advance();
		if (this.#log.hasGap) setTimeout(() => void this.#join(), this.#patience.gap);
		void this.#queue.pump();
	}

	#receive(event: LoggedEvent): void {
		const isNext = event.seq === this.#log.state.seq + 1;
		if (!this.#log.add(event)) return;
		if (!isNext && this.#isJoined) void this.#join();
		this.#advance();
	}

	/** Takes in the events whose turn it is: one's own confirm what was hoped for, others are heard. */
	#advance(): void {
		for (const event of this.#log.advance())
			if (!this.#queue.confirm(event.commandId, event.seq))
				this.heard = [...this.heard.slice(1 - MOST_HEARD), event];
		this.#queue.settle(this.#log.state.seq);
		this.#show();
	}

	#refuse(reply: Refusal, command: Refused['command'] = null): Refusal {
		if (!SILENT.includes(reply.code))
			this.refused = [...this.refused.filter((one) => one.command), { ...reply, command }];
		return reply;
	}

	#setAccess({ kind, canChair }: { kind: SeatKind; canChair: boolean }): void {
		this.#tellings++;
		this.me = { ...this.me, kind, canChair };
		this.#show();
	}

	#show(): void {
		const name = this.people.find((seat) => seat.personId === this.me.personId)?.name;
		this.state = replay(this.#log.state, this.#queue.pending, this.me, this.now(), name);
		this.waiting = this.#queue.waiting;
	}

	async #ping(): Promise<void> {
		const sentAt = Date.now();
		const reply = await this.#wire.send('clock:ping', { sentAt });
		if (reply.ok) this.#clock.add({ sentAt, ...reply, gotAt: Date.now() });
	}
}
