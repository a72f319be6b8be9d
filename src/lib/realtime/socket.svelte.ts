import { io, type Socket } from 'socket.io-client';
import type { ClientEvent, Input, Reply, ServerEvents } from './events.ts';

/** The one connection of this page to the server, typed, with its state as a reactive value. */
export class LiveConnection {
	readonly socket: Socket;
	state = $state<'connecting' | 'online' | 'offline'>('connecting');

	constructor() {
		this.socket = io({
			transports: ['websocket', 'polling'],
			tryAllTransports: true, // school networks that block WebSocket get long-polling
			reconnectionDelayMax: 4000
		});
		this.socket.on('connect', () => (this.state = 'online'));
		this.socket.on('disconnect', () => (this.state = 'offline'));
		this.socket.on('connect_error', () => (this.state = 'offline'));
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
		this.socket.close();
	}
}
