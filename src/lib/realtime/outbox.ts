/** A command that waits for a connection, as it is kept on the device. */
export interface StoredCommand {
	commandId: string;
	type: string;
	args: object;
}

/** Keeps unsent commands over a reload; what it cannot keep is lost with the page, not refused. */
export interface Outbox {
	load(meetingId: string): Promise<StoredCommand[]>;
	save(meetingId: string, commands: StoredCommand[]): Promise<void>;
}

const STORE = 'commands';

/** The outbox in IndexedDB; one record per person and meeting. Null where the browser has none. */
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
	const keyOf = (meetingId: string) => `${personId}/${meetingId}`;
	return {
		load: async (meetingId) =>
			(await run('readonly', (store) => store.get(keyOf(meetingId)))) ?? [],
		save: async (meetingId, commands) => {
			// A reactive proxy cannot be cloned into the store; plain JSON can.
			const plain: unknown = JSON.parse(JSON.stringify(commands));
			const key = keyOf(meetingId);
			if (commands.length > 0) await run('readwrite', (store) => store.put(plain, key));
			else await run('readwrite', (store) => store.delete(key));
		}
	};
}

function createRequest(): IDBOpenDBRequest {
	const request = indexedDB.open('emvod-outbox', 1);
	request.onupgradeneeded = () => request.result.createObjectStore(STORE);
	return request;
}

function settle<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('storage failed'));
	});
}
