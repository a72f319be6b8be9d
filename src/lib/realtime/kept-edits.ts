/** Edits that the server has not confirmed, as one Yjs update, kept across a reload. */
export interface KeptEdit {
	key: string;
	itemId: string;
	personId: string;
	epoch: number;
	/** Changes with every write, so that nobody removes more than they have saved. */
	stamp: string;
	update: Uint8Array;
}

export interface KeptEdits {
	list(itemId: string, personId: string): Promise<KeptEdit[]>;
	put(edit: KeptEdit): Promise<void>;
	/** Removes the edit unless it was written again since. */
	remove(key: string, stamp: string): Promise<void>;
}

const NAME = 'emvod-notes';
const STORE = 'kept';

/** The browser's own store. Nothing stays in it once it is saved: devices are shared in schools. */
export class BrowserKeptEdits implements KeptEdits {
	#opening: Promise<IDBDatabase> | undefined;

	async list(itemId: string, personId: string): Promise<KeptEdit[]> {
		const store = await this.#store('readonly');
		const all = (await settle(store.getAll())) as KeptEdit[];
		return all.filter((edit) => edit.itemId === itemId && edit.personId === personId);
	}

	async put(edit: KeptEdit): Promise<void> {
		const store = await this.#store('readwrite');
		await settle(store.put(edit));
	}

	async remove(key: string, stamp: string): Promise<void> {
		const store = await this.#store('readwrite');
		const found = (await settle(store.get(key))) as KeptEdit | undefined;
		if (found?.stamp === stamp) await settle(store.delete(key));
	}

	async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
		this.#opening ??= open();
		return (await this.#opening)
			.transaction(STORE, mode, { durability: 'strict' })
			.objectStore(STORE);
	}
}

function open(): Promise<IDBDatabase> {
	const request = indexedDB.open(NAME, 1);
	request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
	return settle(request);
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((done, fail) => {
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error);
	});
}
