import { io, type Socket } from 'socket.io-client';
import type { ClientEvent, Input, Reply, ServerEvents } from './events.ts';
import { comeBack } from './reconnecting.ts';
import { onWaking } from './waking.ts';

/** A page that woke up believes in its connection only after an answer within this time (ms). */
const PROBE_PATIENCE = 3000;

/** The one connection of this page to the server, typed, with its state as a reactive value. */
export class LiveConnection {
	readonly socket: Socket;
	state = $state<'connecting' | 'online' | 'offline'>('connecting');
	/** True while it is not known whether the connection still carries anything. */
	isDoubtful = $state(false);
	readonly #stopWaking: () => void;

	constructor() {
		this.socket = io({
			transports: ['websocket', 'polling'],
			tryAllTransports: true // school networks that block WebSocket get long-polling
		});
		comeBack(this.socket);
		this.socket.on('connect', () => (this.state = 'online'));
		this.socket.on('disconnect', () => (this.state = 'offline'));
		this.socket.on('connect_error', () => (this.state = 'offline'));
		this.#stopWaking = onWaking(() => void this.probe());
	}

	/** Asks for a sign of life, and gives up a connection that is dead without having said so. */
	async probe(): Promise<void> {
		if (!this.socket.connected || this.isDoubtful) return;
		const { engine } = this.socket.io;
		this.isDoubtful = true;
		try {
			const sentAt = Date.now();
			await this.socket.timeout(PROBE_PATIENCE).emitWithAck('clock:ping', { sentAt });
		} catch {
			if (this.socket.io.engine === engine) engine?.close();
		}
		this.isDoubtful = false;
	}

	/** Sends an event and waits for its answer; no answer within 10 s is a refusal `offline`. */
	async send<E extends ClientEvent>(event: E, input: Input<E>): Promise<Reply<E>> {
		try {
			return (await this.socket.timeout(10_000).emitWithAck(event, input)) as Reply<E>;
		} catch {
			return {
				ok: false,
				code: 'offline',
				message: 'No answer from the server.'
			};
		}
	}

	/** Listens to what the server sends; returns how to stop. */
	on<E extends keyof ServerEvents>(
		event: E,
		listener: (payload: ServerEvents[E]) => void
	): () => void {
		this.socket.on(event as string, listener as (...args: unknown[]) => void);
		return () => this.socket.off(event as string, listener as (...args: unknown[]) => void);
	}

	/** Runs now if connected, and after each (re)connection; returns how to stop. */
	onConnect(listener: () => void): () => void {
		this.socket.on('connect', listener);
		if (this.socket.connected) listener();
		return () => this.socket.off('connect', listener);
	}

	close(): void {
		this.#stopWaking();
		this.socket.close();
	}
}
