import type { Socket } from 'socket.io-client';

/** What becomes of one message. */
export type Fate = 'arrives' | 'lost' | 'twice' | 'late' | 'answer lost';

type Listener = (message: unknown) => void;

const PATIENCE = 200;

/**
 * A real connection seen through a bad line: what goes out is lost, doubled, delayed (so that it is
 * overtaken) or stays without an answer; what comes in is doubled or delayed; and a message lost on
 * the way in means, as with TCP, that the line is dead and breaks a moment later.
 */
export class FlakySocket {
	readonly acknowledged: string[] = [];
	readonly #socket: Socket;
	readonly #fates: () => Fate;
	readonly #wrapped = new Map<Listener, Listener>();
	isFlaky = true;
	#isDead = false;

	constructor(socket: Socket, fates: () => Fate) {
		this.#socket = socket;
		this.#fates = fates;
		socket.on('connect', () => (this.#isDead = false));
	}

	get connected(): boolean {
		return this.#socket.connected;
	}

	get volatile() {
		return this;
	}

	on(event: string, listener: Listener): void {
		const wrapped =
			event === 'connect' || event === 'disconnect'
				? listener
				: (message: unknown) => this.#receive(listener, message);
		this.#wrapped.set(listener, wrapped);
		this.#socket.on(event, wrapped);
	}

	off(event: string, listener: Listener): void {
		this.#socket.off(event, this.#wrapped.get(listener));
	}

	emit(event: string, message: unknown): void {
		if (this.#fate() !== 'lost') this.#socket.emit(event, message);
	}

	timeout(ms: number) {
		return { emitWithAck: (event: string, input: unknown) => this.#ask(ms, event, input) };
	}

	break(): void {
		this.#socket.io.engine?.close();
	}

	async #ask(ms: number, event: string, input: unknown): Promise<unknown> {
		const fate = this.#fate();
		if (fate === 'lost') return this.#giveUp();
		if (fate === 'late') await pause(15 + Math.random() * 60);
		const answer = this.#socket.timeout(this.isFlaky ? 3000 : ms).emitWithAck(event, input);
		if (fate === 'twice') this.#socket.emit(event, input, () => undefined);
		if (fate === 'answer lost') {
			answer.catch(() => undefined);
			return this.#giveUp();
		}
		const reply = (await answer) as { ok: boolean };
		if (reply.ok && event === 'doc:push')
			this.acknowledged.push((input as { update: string }).update);
		return reply;
	}

	async #giveUp(): Promise<never> {
		await pause(PATIENCE);
		throw new Error('timeout');
	}

	#receive(listener: Listener, message: unknown): void {
		if (this.#isDead) return;
		const fate = this.#fate();
		if (fate === 'lost') {
			this.#isDead = true;
			setTimeout(() => this.break(), 30);
		} else if (fate === 'late') setTimeout(() => listener(message), 10 + Math.random() * 60);
		else {
			listener(message);
			if (fate === 'twice') setTimeout(() => listener(message), 20);
		}
	}

	#fate(): Fate {
		return this.isFlaky ? this.#fates() : 'arrives';
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((done) => setTimeout(done, ms));
}
