import * as Y from 'yjs';
import { readAddedText } from '#lib/model/note-rescue.ts';
import type { KeptEdit, KeptEdits } from './kept-edits.ts';
import { NoteKeeper } from './note-keeper.ts';

/**
 * What was typed and the server has not acknowledged: piece by piece, as long as it lasts on this
 * device too. The queue is the part of it that was not sent yet on this connection.
 */
export class NoteOutbox {
	/** Of the text that the pieces belong to; unknown before the first join. */
	epoch: number | undefined;
	readonly #keeper: NoteKeeper;
	readonly #unsaved = new Set<Uint8Array>();
	#queue: Uint8Array[] = [];

	constructor(kept: KeptEdits, itemId: string, personId: string) {
		this.#keeper = new NoteKeeper(kept, { itemId, personId });
	}

	get pieces(): Uint8Array[] {
		return [...this.#unsaved];
	}

	get isEmpty(): boolean {
		return this.#unsaved.size === 0;
	}

	get hasQueue(): boolean {
		return this.#queue.length > 0;
	}

	/** The device could not keep it. */
	get hasFailed(): boolean {
		return this.#keeper.hasFailed;
	}

	/** Edits of a later text wait behind these. */
	get hasMore(): boolean {
		return this.#keeper.hasMore;
	}

	/** What earlier pages left on this device, each to be taken in by `restore`. */
	find(): Promise<KeptEdit[]> {
		return this.#keeper.take();
	}

	restore({ update, epoch }: KeptEdit): void {
		this.epoch = epoch;
		this.#unsaved.add(update);
	}

	add(update: Uint8Array, isOnline: boolean): void {
		this.#unsaved.add(update);
		this.#queue.push(update);
		this.keep(isOnline);
	}

	keep(isOnline: boolean): void {
		this.#keeper.keep(() => ({ updates: this.pieces, epoch: this.epoch ?? 0 }), isOnline);
	}

	takeQueue(): Uint8Array[] {
		return this.#queue.splice(0);
	}

	/** Acknowledged. */
	settle(parts: Uint8Array[]): void {
		for (const part of parts) this.#unsaved.delete(part);
		if (this.isEmpty) void this.#keeper.forget();
	}

	/** Resolves when all of it is on the device: the page may never run again. */
	part(): Promise<void> {
		if (!this.isEmpty) this.keep(false);
		return this.#keeper.written;
	}

	/** The writer has it back. */
	async clear(): Promise<void> {
		this.#unsaved.clear();
		await this.#keeper.forget();
	}

	/** The words in it. */
	readText(): string {
		return this.isEmpty ? '' : readAddedText(Y.mergeUpdates(this.pieces));
	}
}
