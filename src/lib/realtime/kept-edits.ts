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
		return (await this.#listAll(personId)).filter((edit) => edit.itemId === itemId);
	}

	/** The items in which this person has edits that no server has. */
	async listItems(personId: string): Promise<string[]> {
		return [...new Set((await this.#listAll(personId)).map(({ itemId }) => itemId))];
	}

	/** Whether anybody has edits here that no server has. */
	async hasAny(): Promise<boolean> {
		return (await this.#run('readonly', (store) => store.count())) > 0;
	}

	async put(edit: KeptEdit): Promise<void> {
		await this.#run('readwrite', (store) => store.put(edit));
	}

	async remove(key: string, stamp: string): Promise<void> {
		await this.#run('readwrite', (store) => {
			const request = store.get(key);
			request.onsuccess = () => {
				if ((request.result as KeptEdit | undefined)?.stamp === stamp) store.delete(key);
			};
			return request;
		});
	}

	async #listAll(personId: string): Promise<KeptEdit[]> {
		const all = await this.#run('readonly', (store) => store.getAll() as IDBRequest<KeptEdit[]>);
		return all.filter((edit) => edit.personId === personId);
	}

	/** Resolves when the transaction is complete: a full disk may refuse what the request accepted. */
	async #run<T>(
		mode: IDBTransactionMode,
		act: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T> {
		try {
			const database = await (this.#opening ??= open());
			const transaction = database.transaction(STORE, mode, { durability: 'strict' });
			const request = act(transaction.objectStore(STORE));
			await new Promise<void>((done, fail) => {
				transaction.oncomplete = () => done();
				transaction.onabort = () => fail(transaction.error ?? new Error('storage failed'));
			});
			return request.result;
		} catch (fault) {
			this.#opening = undefined; // the next attempt opens it anew
			throw fault;
		}
	}
}

function open(): Promise<IDBDatabase> {
	return new Promise((done, fail) => {
		const request = indexedDB.open(NAME, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error ?? new Error('storage failed'));
	});
}
