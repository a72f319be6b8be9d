import * as Y from 'yjs';
import type { KeptEdit, KeptEdits } from './kept-edits.ts';

/** While connected an answer comes in milliseconds: writing each letter to disk would be waste. */
const PATIENCE = 400;

interface Owner {
	itemId: string;
	personId: string;
}

/**
 * Keeps what is not yet saved on this device. `hasFailed` means that it could not, so that nobody
 * is told otherwise.
 */
export class NoteKeeper {
	hasFailed = false;
	/** Edits of a later epoch wait behind those taken. */
	hasMore = false;
	readonly #store: KeptEdits;
	readonly #owner: Owner;
	readonly #key: string;
	/** Records to remove when everything is saved: our own and those taken over. */
	#records: Array<{ key: string; stamp: string }> = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#writing = Promise.resolve();

	constructor(store: KeptEdits, owner: Owner) {
		this.#store = store;
		this.#owner = owner;
		this.#key = `${owner.itemId}:${owner.personId}:${Math.random().toString(36).slice(2)}`;
	}

	/**
	 * Edits that earlier pages left behind, of one epoch: the oldest, because those of a text that
	 * was replaced must not get into the new one.
	 */
	async take(): Promise<KeptEdit[]> {
		try {
			const all = await this.#store.list(this.#owner.itemId, this.#owner.personId);
			const oldest = Math.min(...all.map(({ epoch }) => epoch));
			const found = all.filter(({ epoch }) => epoch === oldest);
			this.hasMore = found.length < all.length;
			this.#records.push(...found.map(({ key, stamp }) => ({ key, stamp })));
			return found;
		} catch {
			this.hasFailed = true;
			return [];
		}
	}

	/** Writes the unsaved updates: now when offline, else only if they stay unsaved for a while. */
	keep(read: () => { updates: Uint8Array[]; epoch: number }, isOnline: boolean): void {
		if (isOnline && this.#timer) return;
		clearTimeout(this.#timer);
		const write = () => {
			this.#timer = undefined;
			this.#writing = this.#writing.then(() => this.#write(read()));
		};
		if (isOnline) this.#timer = setTimeout(write, PATIENCE);
		else write();
	}

	/** Resolves when what was to be written until now is on the device. */
	get written(): Promise<void> {
		return this.#writing;
	}

	/** Everything is saved, or given back to the writer: nothing stays on the device. */
	async forget(): Promise<void> {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		await (this.#writing = this.#writing.then(() => this.#remove()));
	}

	async #write({ updates, epoch }: { updates: Uint8Array[]; epoch: number }): Promise<void> {
		if (!updates.length) return this.#remove();
		const stamp = Math.random().toString(36).slice(2);
		const update = updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates);
		try {
			await this.#store.put({ key: this.#key, ...this.#owner, epoch, stamp, update });
			this.#records = this.#records.filter(({ key }) => key !== this.#key);
			this.#records.push({ key: this.#key, stamp });
			this.hasFailed = false;
		} catch {
			this.hasFailed = true;
		}
	}

	async #remove(): Promise<void> {
		for (const { key, stamp } of this.#records.splice(0))
			await this.#store.remove(key, stamp).catch(() => undefined);
	}
}
