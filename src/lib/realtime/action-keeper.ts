import type { ActionChange, ChangeWords, KeptAction, KeptActions } from './kept-actions.ts';

/** Keeps owners and dates that wait for an answer on this device. */
export class ActionKeeper {
	/** It could not, so that nobody is told otherwise. */
	hasFailed = false;
	readonly #store: KeptActions;
	readonly #owner: { itemId: string; personId: string };
	readonly #page = Math.random().toString(36).slice(2);
	/** By action: what to remove once it is answered, our own and what was taken over. */
	readonly #records = new Map<string, Array<{ key: string; stamp: string }>>();
	#writing: Promise<void> = Promise.resolve();

	constructor(store: KeptActions, itemId: string, personId: string) {
		this.#store = store;
		this.#owner = { itemId, personId };
	}

	/** Resolves when what was to be written until now is on the device. */
	get written(): Promise<void> {
		return this.#writing;
	}

	/** What earlier pages left behind, the oldest first. */
	async take(): Promise<KeptAction[]> {
		const { itemId, personId } = this.#owner;
		const found = await this.#store.list(itemId, personId).catch(() => []);
		for (const { actionId, key, stamp } of found) this.#recordsOf(actionId).push({ key, stamp });
		return found.sort((a, b) => a.at - b.at);
	}

	keep(actionId: string, change: ActionChange, words: ChangeWords): void {
		const key = [this.#owner.itemId, this.#owner.personId, actionId, this.#page].join(':');
		const stamp = Math.random().toString(36).slice(2);
		// Plain values: a reactive proxy cannot be cloned into the store.
		const row = { key, ...this.#owner, actionId, stamp, at: Date.now() };
		const plain = { ...row, change: { ...change }, words: { ...words } };
		this.#then(async () => {
			await this.#store.put(plain);
			const others = this.#recordsOf(actionId).filter((one) => one.key !== key);
			this.#records.set(actionId, [...others, { key, stamp }]);
		});
	}

	/** Answered, or given back. */
	forget(actionId: string): void {
		this.#then(async () => {
			for (const { key, stamp } of this.#recordsOf(actionId).splice(0))
				await this.#store.remove(key, stamp);
		});
	}

	#recordsOf(actionId: string): Array<{ key: string; stamp: string }> {
		const found = this.#records.get(actionId) ?? [];
		this.#records.set(actionId, found);
		return found;
	}

	#then(act: () => Promise<void>): void {
		this.#writing = this.#writing.then(act).then(
			() => void (this.hasFailed = false),
			() => void (this.hasFailed = true)
		);
	}
}
