import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { toBase64 } from './base64.ts';
import type { ClientEvent, Input, Reply, ServerEvents } from './events.ts';

/** Sends what is too large for a message. */
export type Upload = (
	docId: string,
	epoch: number,
	update: Uint8Array
) => Promise<Reply<'doc:push'>>;
type Caret = Input<'doc:caret'>['caret'];
interface Text {
	docId: string;
	epoch: number;
}

const LARGEST_MESSAGE = 128 * 1024;
/** Unsaved pieces that are sent one by one; more go as one. */
const MOST_ALONE = 30;
const ANSWER_WITHIN = 10_000;

/** The messages of one item's notes. Every question has an answer: `offline` where none came. */
export class NoteWire {
	/** What follows an upload builds on it and must not overtake it. */
	isUploading = false;
	readonly #socket: Socket;
	readonly #upload: Upload;
	readonly #stops: Array<() => void> = [];
	#pushes = 0;

	constructor(socket: Socket, upload: Upload) {
		this.#socket = socket;
		this.#upload = upload;
	}

	get isConnected(): boolean {
		return this.#socket.connected;
	}

	listen<E extends keyof ServerEvents>(event: E, listener: (message: ServerEvents[E]) => void) {
		this.#on(event, listener as (message: never) => void);
	}

	onLine(connected: () => void, disconnected: () => void): void {
		this.#on('connect', connected);
		this.#on('disconnect', disconnected);
	}

	/** `takeCaret` is asked only where the caret can go with the text. */
	async push(
		{ docId, epoch }: Text,
		update: Uint8Array,
		takeCaret: () => Caret | undefined
	): Promise<Reply<'doc:push'>> {
		if (update.length <= LARGEST_MESSAGE) {
			const message = { docId, epoch, n: ++this.#pushes, update: toBase64(update) };
			return this.send('doc:push', { ...message, caret: takeCaret() });
		}
		this.isUploading = true;
		const reply = await this.#upload(docId, epoch, update);
		this.isUploading = false;
		return reply;
	}

	/** Sends pieces each by itself, without asking what came of it. */
	pushAlone({ docId, epoch }: Text, pieces: Uint8Array[]): void {
		const parts = pieces.length > MOST_ALONE ? [Y.mergeUpdates(pieces)] : pieces;
		for (const part of parts) {
			if (part.length > LARGEST_MESSAGE) continue;
			const message = { docId, epoch, n: ++this.#pushes, update: toBase64(part) };
			this.#socket.emit('doc:push', message);
		}
	}

	/** A slow line may drop it. */
	moveCaret(docId: string, caret: Caret): void {
		this.#socket.volatile.emit('doc:caret', { docId, caret });
	}

	async send<E extends ClientEvent>(event: E, input: Input<E>): Promise<Reply<E>> {
		try {
			return (await this.#socket.timeout(ANSWER_WITHIN).emitWithAck(event, input)) as Reply<E>;
		} catch {
			return { ok: false, code: 'offline', message: 'No answer from the server.' };
		}
	}

	close(docId: string | null): void {
		for (const stop of this.#stops.splice(0)) stop();
		if (docId && this.#socket.connected) this.#socket.emit('doc:leave', { docId });
	}

	#on(event: string, listener: (message: never) => void): void {
		this.#socket.on(event, listener as (message: unknown) => void);
		this.#stops.push(() => this.#socket.off(event, listener as (message: unknown) => void));
	}
}
