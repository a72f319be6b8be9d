import * as Y from 'yjs';
import { Allowance } from './allowance.ts';
import type { Reply } from './events.ts';
import type { NoteCarets } from './note-carets.ts';
import type { NoteOutbox } from './note-outbox.ts';
import type { NoteWire } from './note-wire.ts';

interface Setup {
	outbox: NoteOutbox;
	wire: NoteWire;
	carets: NoteCarets;
	/** The text to send to; null while there is none, or it takes nothing. */
	target(): { docId: string; epoch: number; canWrite: boolean } | null;
	answered(reply: Reply<'doc:push'>, parts: Uint8Array[]): void;
}

const MOST_IN_FLIGHT = 8;
/** Pushes a second, below what the server takes; faster typing goes into fewer, larger ones. */
const PUSHES_PER_SECOND = 40;

/** Decides when what is in the outbox goes, and how much of it at once; the caret goes with it. */
export class NoteSender {
	readonly #setup: Setup;
	readonly #allowance = new Allowance(PUSHES_PER_SECOND);
	#inFlight = 0;
	#isScheduled = false;
	/** Answers of an earlier connection count no more. */
	#visit = 0;
	#pause: ReturnType<typeof setTimeout> | undefined;

	constructor(setup: Setup) {
		this.#setup = setup;
	}

	/** Sends what there is at the end of this turn. */
	schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		queueMicrotask(() => {
			this.#isScheduled = false;
			this.#flush();
		});
	}

	/** Sends an update; `parts` of the outbox are saved with it. */
	async push(update: Uint8Array, parts: Uint8Array[]): Promise<void> {
		const { wire, carets, target, answered } = this.#setup;
		const visit = this.#visit;
		this.#inFlight++;
		const reply = await wire.push(target()!, update, () => carets.take(true));
		if (visit !== this.#visit) return;
		this.#inFlight--;
		answered(reply, parts);
	}

	/** The connection is gone, or another one. */
	reset(): void {
		this.#visit++;
		this.#inFlight = 0;
	}

	stop(): void {
		this.reset();
		clearTimeout(this.#pause);
	}

	#flush(): void {
		const { outbox, wire, carets, target } = this.#setup;
		const text = target();
		if (!text || this.#inFlight >= MOST_IN_FLIGHT || wire.isUploading) return;
		if (outbox.hasQueue && !this.#allowance.take()) {
			this.#pause ??= setTimeout(() => {
				this.#pause = undefined;
				this.#flush();
			}, 1000 / PUSHES_PER_SECOND);
			return;
		}
		const parts = outbox.takeQueue();
		if (parts.length)
			return void this.push(parts.length === 1 ? parts[0]! : Y.mergeUpdates(parts), parts);
		const caret = carets.take(false);
		if (caret !== undefined && text.canWrite) wire.moveCaret(text.docId, caret);
	}
}
