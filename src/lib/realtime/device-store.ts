/** Something of one person, about one item, that no server has yet. */
export interface Kept {
	key: string;
	itemId: string;
	personId: string;
	/** Changes with every write, so that nobody removes more than they have saved. */
	stamp: string;
}

const STORE = 'kept';

/** The browser's own store. Nothing stays in it once it is saved: devices are shared in schools. */
export class DeviceStore<Row extends Kept> {
	readonly #name: string;
	#opening: Promise<IDBDatabase> | undefined;

	constructor(name: string) {
		this.#name = name;
	}

	/** What a person has here about one item. */
	async list(itemId: string, personId: string): Promise<Row[]> {
		return (await this.#listAll(personId)).filter((row) => row.itemId === itemId);
	}

	/** The items about which this person has something here. */
	async listItems(personId: string): Promise<string[]> {
		return [...new Set((await this.#listAll(personId)).map(({ itemId }) => itemId))];
	}

	/** Whether anybody has something here. */
	async hasAny(): Promise<boolean> {
		return (await this.#run('readonly', (store) => store.count())) > 0;
	}

	async put(row: Row): Promise<void> {
		await this.#run('readwrite', (store) => store.put(row));
	}

	/** Removes the row unless it was written again since. */
	async remove(key: string, stamp: string): Promise<void> {
		await this.#run('readwrite', (store) => {
			const request = store.get(key);
			request.onsuccess = () => {
				if ((request.result as Row | undefined)?.stamp === stamp) store.delete(key);
			};
			return request;
		});
	}

	async #listAll(personId: string): Promise<Row[]> {
		const all = await this.#run('readonly', (store) => store.getAll() as IDBRequest<Row[]>);
		return all.filter((row) => row.personId === personId);
	}

	/** Resolves when the transaction is complete: a full disk may refuse what the request accepted. */
	async #run<T>(
		mode: IDBTransactionMode,
		act: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T> {
		try {
			const database = await (this.#opening ??= open(this.#name));
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

function open(name: string): Promise<IDBDatabase> {
	return new Promise((done, fail) => {
		const request = indexedDB.open(name, 1);
		request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
		request.onsuccess = () => done(request.result);
		request.onerror = () => fail(request.error ?? new Error('storage failed'));
	});
}
