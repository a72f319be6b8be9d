import { parseCommand } from '#lib/model/commands.ts';
import { decide } from '#lib/model/decision.ts';
import { applyEvent } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { LoggedEvent, ServerEvents } from '#lib/realtime/events.ts';
import type { Wire } from '#lib/realtime/meeting.svelte.ts';

/** What the line does to one message. */
export type Fate = 'arrives' | 'lost' | 'twice' | 'late' | 'answer lost';

/** The server's rule without sockets or database: a log, and lines that lose, double and delay. */
export class FakeServer {
	state: MeetingState;
	readonly log: LoggedEvent[] = [];
	readonly lines: FakeLine[] = [];
	readonly #answers = new Map<string, number>();

	constructor(state: MeetingState) {
		this.state = state;
	}

	connect(fates: () => Fate): FakeLine {
		const line = new FakeLine(this, fates);
		this.lines.push(line);
		return line;
	}

	command(input: { commandId: string; type: string; args: unknown }): object {
		const done = this.#answers.get(input.commandId);
		if (done !== undefined) return { ok: true, seq: done };
		const parsed = parseCommand(input.type, input.args);
		if (!parsed.ok) return { ok: false, code: parsed.code, message: '' };
		const who = { personId: 'someone', canChair: true };
		const known = { now: Date.now(), commandId: input.commandId };
		const decision = decide(this.state, who, parsed.command, known);
		if (decision.kind === 'refusal') return { ok: false, code: decision.code, message: '' };
		if (decision.kind === 'nothing') return { ok: true, seq: this.state.seq };
		const { type, payload } = decision.fact;
		const seq = this.state.seq + 1;
		const at = new Date().toISOString();
		// What travels is text: nothing is shared by reference.
		const event = structuredClone({
			seq,
			commandId: input.commandId,
			type,
			payload: { ...payload },
			actor: null,
			at
		});
		this.state = applyEvent(this.state, event);
		this.log.push(event);
		this.#answers.set(input.commandId, seq);
		for (const line of this.lines) line.deliver(event);
		return { ok: true, seq };
	}

	join(lastSeq: number): object {
		const events = structuredClone(this.log.filter((event) => event.seq > lastSeq));
		return { ok: true, events, people: [], serverTime: Date.now() };
	}
}

export class FakeLine implements Wire {
	state: 'connecting' | 'online' | 'offline' = 'online';
	readonly #server: FakeServer;
	readonly #fates: () => Fate;
	readonly #listeners = new Map<string, (payload: never) => void>();
	readonly #connects: Array<() => void> = [];

	constructor(server: FakeServer, fates: () => Fate) {
		this.#server = server;
		this.#fates = fates;
	}

	send = (async (event: string, input: never) => {
		await Promise.resolve();
		const offline = { ok: false, code: 'offline', message: '' };
		if (this.state === 'offline') return offline;
		if (event === 'clock:ping') {
			const at = Date.now();
			return { ok: true, receivedAt: at, answeredAt: at };
		}
		if (event === 'meeting:leave') return { ok: true };
		const fate = this.#fates();
		if (fate === 'lost') return offline;
		if (event === 'meeting:join') return this.#server.join((input as { lastSeq: number }).lastSeq);
		const answer = this.#server.command(input);
		if (fate === 'twice') this.#server.command(input);
		return fate === 'answer lost' ? offline : answer;
	}) as Wire['send'];

	on<E extends keyof ServerEvents>(event: E, listener: (payload: ServerEvents[E]) => void) {
		this.#listeners.set(event, listener as (payload: never) => void);
		return () => this.#listeners.delete(event);
	}

	onConnect(listener: () => void) {
		this.#connects.push(listener);
		if (this.state === 'online') listener();
		return () => undefined;
	}

	/** Brings an event of the log to this page, as the line pleases. */
	deliver(event: LoggedEvent): void {
		const fate = this.#fates();
		if (this.state === 'offline' || fate === 'lost') return;
		const tell = () =>
			this.tell('meeting:event', {
				...structuredClone(event),
				meetingId: this.#server.state.meetingId
			});
		if (fate === 'late') setTimeout(tell, 700);
		else queueMicrotask(tell);
		if (fate === 'twice') setTimeout(tell, 300);
	}

	tell<E extends keyof ServerEvents>(event: E, payload: ServerEvents[E]): void {
		if (this.state === 'online') this.#listeners.get(event)?.(payload as never);
	}

	cut(): void {
		this.state = 'offline';
	}

	mend(): void {
		this.state = 'online';
		for (const listener of this.#connects) listener();
	}
}
