/** A command that waits for a connection, as it is kept on the device. */
export interface StoredCommand {
	commandId: string;
	type: string;
	args: object;
}

/**
 * Keeps unsent commands over a reload; what it cannot keep is lost with the page, not refused. Each
 * command is a record of its own, so that two pages of one person do not overwrite each other's.
 */
export interface Outbox {
	/** In the order in which they were given. */
	load(meetingId: string): Promise<StoredCommand[]>;
	keep(meetingId: string, command: StoredCommand): Promise<void>;
	/** Once the server answered. */
	drop(commandId: string): Promise<void>;
}

interface Row extends StoredCommand {
	owner: string;
	at: number;
}

const STORE = 'waiting';
let last = 0;

/** The outbox in IndexedDB. Null where the browser has none. */
export function openOutbox(personId: string): Outbox | null {
	if (typeof indexedDB === 'undefined') return null;
	let database: Promise<IDBDatabase> | undefined;
	async function run<T>(
		mode: IDBTransactionMode,
		act: (store: IDBObjectStore) => IDBRequest<T>
	): Promise<T | undefined> {
		try {
			database ??= settle(createRequest());
			return await settle(act((await database).transaction(STORE, mode).objectStore(STORE)));
		} catch {
			return undefined; // private windows may refuse storage: memory still holds the commands
		}
	}
	const ownerOf = (meetingId: string) => `${personId}/${meetingId}`;
	return {
		load: async (meetingId) => {
			const rows: Row[] =
				(await run('readonly', (store) => store.index('owner').getAll(ownerOf(meetingId)))) ?? [];
			return rows
				.sort((a, b) => a.at - b.at)
				.map(({ commandId, type, args }) => ({ commandId, type, args }));
		},
		keep: async (meetingId, command) => {
			// Two commands of one millisecond still have an order.
			last = Math.max(Date.now(), last + 0.001);
			const row = { owner: ownerOf(meetingId), at: last, ...command };
			// A reactive proxy cannot be cloned into the store; plain JSON can.
			const plain: unknown = JSON.parse(JSON.stringify(row));
			await run('readwrite', (store) => store.put(plain));
		},
		drop: async (commandId) => {
			await run('readwrite', (store) => store.delete(commandId));
		}
	};
}

function createRequest(): IDBOpenDBRequest {
	const request = indexedDB.open('emvod-outbox', 2);
	request.onupgradeneeded = () => {
		for (const name of request.result.objectStoreNames) request.result.deleteObjectStore(name);
		const store = request.result.createObjectStore(STORE, { keyPath: 'commandId' });
		store.createIndex('owner', 'owner');
	};
	return request;
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('storage failed'));
	});
}
