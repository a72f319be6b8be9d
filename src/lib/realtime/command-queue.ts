import { parseCommand, type Command } from '#lib/model/commands.ts';
import type { Refusal, Reply } from './events.ts';
import type { PendingCommand } from './hopes.ts';
import type { Outbox } from './outbox.ts';
import type { LiveConnection } from './socket.svelte.ts';

interface Waiting extends PendingCommand {
	answer: (reply: Reply<'meeting:cmd'>) => void;
	/** Given without a connection: whoever gave it may be doing something else when the answer comes. */
	isLate: boolean;
}

/** How long (ms) to wait before a command is tried again: doubles with every try, up to `longest`. */
export interface CommandPatience {
	command: number;
	longest: number;
}

interface Setup {
	wire: Pick<LiveConnection, 'send' | 'state'>;
	meetingId: string;
	outbox: Outbox | null;
	patience: CommandPatience;
	/** Whether the server knows this page: before, nothing is sent. */
	isJoined(): boolean;
	/** The list is another one now. */
	changed(): void;
	/** The server answered a command; the log may not have it yet. */
	answered(): void;
	/** Something was not done; `command` is given where that does not go without saying. */
	refused(reply: Refusal, command: Command | null): void;
}

/** Refusals that pass: the same command is sent again, under the same id. */
const PASSING = ['offline', 'fault', 'too_fast'];

/**
 * One's own commands on their way: sent one after the other in the order they were given, kept over a
 * reload, and listed until the log has them.
 */
export class CommandQueue {
	readonly #setup: Setup;
	#pending: Waiting[] = [];
	#isSending = false;
	#isClosed = false;

	constructor(setup: Setup) {
		this.#setup = setup;
	}

	get pending(): readonly PendingCommand[] {
		return this.#pending;
	}

	/** How many the server has not confirmed. */
	get waiting(): number {
		return this.#pending.filter((one) => one.seq === null && !isFilm(one)).length;
	}

	add(
		commandId: string,
		command: Command,
		isLate = !this.#setup.isJoined() || this.#setup.wire.state === 'offline'
	): Promise<Reply<'meeting:cmd'>> {
		const { outbox, meetingId, changed } = this.#setup;
		return new Promise((answer) => {
			const waiting = { commandId, command, seq: null, answer, isLate };
			this.#pending.push(waiting);
			changed();
			if (!isFilm(waiting)) void outbox?.keep(meetingId, { commandId, ...command });
			void this.pump();
		});
	}

	/** Takes up what an earlier page of this browser could not send. */
	async resume(): Promise<void> {
		const { outbox, meetingId } = this.#setup;
		for (const { commandId, type, args } of (await outbox?.load(meetingId)) ?? []) {
			const parsed = parseCommand(type, args);
			const isKnown = this.#pending.some((one) => one.commandId === commandId);
			if (parsed.ok && !isKnown && !this.#isClosed) void this.add(commandId, parsed.command, true);
		}
	}

	/** The log has a command; false when it is none of ours. */
	confirm(commandId: string, seq: number): boolean {
		const own = this.#pending.find((one) => one.commandId === commandId);
		if (own) this.#confirm(own, seq);
		return own !== undefined;
	}

	/** Lets go of what is in the confirmed state of `seq`. */
	settle(seq: number): void {
		this.#pending = this.#pending.filter((one) => one.seq === null || one.seq > seq);
	}

	/** Sends one command after the other, so that they arrive in the order they were given. */
	async pump(): Promise<void> {
		if (this.#isSending) return;
		this.#isSending = true;
		const { wire, meetingId, isJoined, answered, patience } = this.#setup;
		for (let tries = 0; isJoined() && !this.#isClosed;) {
			const next = this.#pending.find((one) => one.seq === null);
			if (!next) break;
			const { commandId, command } = next;
			const reply = await wire.send('meeting:cmd', { meetingId, commandId, ...command });
			// The log said so before the answer did, which may be lost for good.
			if (next.seq !== null) continue;
			if (!reply.ok && PASSING.includes(reply.code) && !isFilm(next)) {
				if (wire.state === 'offline') {
					this.#dropFilms(reply);
					break;
				}
				tries += 1;
				const wait = Math.min(patience.longest, patience.command * 2 ** tries);
				await new Promise((resolve) => setTimeout(resolve, wait));
				continue;
			}
			tries = 0;
			if (reply.ok) this.#confirm(next, reply.seq);
			else this.#takeBack(next, reply);
			answered();
		}
		this.#isSending = false;
	}

	close(): void {
		this.#isClosed = true;
	}

	#confirm(command: Waiting, seq: number): void {
		command.seq = seq;
		void this.#setup.outbox?.drop(command.commandId);
		command.answer({ ok: true, seq });
	}

	#takeBack(command: Waiting, reply: Refusal): void {
		this.#pending = this.#pending.filter((one) => one !== command);
		void this.#setup.outbox?.drop(command.commandId);
		this.#setup.refused(reply, command.isLate ? command.command : null);
		command.answer(reply);
	}

	/** A film command that comes late would surprise everybody. */
	#dropFilms(reply: Refusal): void {
		const films = this.#pending.filter(isFilm);
		this.#pending = this.#pending.filter((one) => !isFilm(one));
		for (const film of films) {
			this.#setup.refused(reply, null);
			film.answer(reply);
		}
	}
}

function isFilm({ command }: PendingCommand): boolean {
	return command.type.startsWith('film.');
}
