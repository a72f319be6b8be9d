import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { BrowserKeptEdits, type KeptEdit } from './kept-edits.ts';
import { NoteKeeper } from './note-keeper.ts';

/**
 * As much of IndexedDB as is needed, on a disk of so many bytes: a request succeeds, and the
 * transaction is given up when it comes to writing, as browsers do with a full disk.
 */
class Disk {
	room = Infinity;
	readonly rows = new Map<string, KeptEdit>();

	readonly indexedDB = {
		open: () => {
			const request = { result: this.#database(), onsuccess: null as null | (() => void) };
			queueMicrotask(() => request.onsuccess?.());
			return request;
		}
	};

	#database() {
		return {
			transaction: () => {
				const changed = new Map(this.rows);
				const transaction = {
					error: null as DOMException | null,
					oncomplete: () => undefined,
					onabort: () => undefined,
					objectStore: () => ({
						put: (edit: KeptEdit) => answer(changed.set(edit.key, edit) && edit.key),
						get: (key: string) => answer(changed.get(key)),
						getAll: () => answer([...changed.values()]),
						delete: (key: string) => answer(changed.delete(key))
					})
				};
				setTimeout(() => {
					const size = [...changed.values()].reduce((sum, { update }) => sum + update.length, 0);
					if (size > this.room) {
						transaction.error = new DOMException('full', 'QuotaExceededError');
						return transaction.onabort();
					}
					this.rows.clear();
					for (const [key, edit] of changed) this.rows.set(key, edit);
					return transaction.oncomplete();
				});
				return transaction;
			}
		};
	}
}

function answer<T>(result: T) {
	const request = { result, onsuccess: null as null | (() => void) };
	queueMicrotask(() => request.onsuccess?.());
	return request;
}

let disk: Disk;
beforeEach(() => {
	disk = new Disk();
	vi.stubGlobal('indexedDB', disk.indexedDB);
});
afterEach(() => void vi.unstubAllGlobals());

const owner = { itemId: 'i', personId: 'p' };
const edit = (key: string, bytes: number): KeptEdit => ({
	...owner,
	key,
	epoch: 1,
	stamp: 's',
	update: new Uint8Array(bytes)
});

test('what a full disk gives up is told as a fault, and what was there stays', async () => {
	const kept = new BrowserKeptEdits();
	await kept.put(edit('a', 10));
	disk.room = 15;
	await expect(kept.put(edit('b', 10))).rejects.toMatchObject({ name: 'QuotaExceededError' });
	await expect(kept.put(edit('a', 20))).rejects.toMatchObject({ name: 'QuotaExceededError' });
	expect(await kept.list('i', 'p')).toEqual([edit('a', 10)]);
	disk.room = 100;
	await kept.put(edit('b', 10));
	expect(await kept.list('i', 'p')).toHaveLength(2);
	await kept.remove('a', 's');
	expect([...disk.rows.keys()]).toEqual(['b']);
});

test('who cannot keep something knows it until it is kept, and removes no more than was saved', async () => {
	const keeper = new NoteKeeper(new BrowserKeptEdits(), owner);
	const written = () => new Promise((done) => setTimeout(done, 20));
	// Yjs updates of one and of two words.
	const [one, two] = [makeUpdate('one'), makeUpdate('one two')];
	keeper.keep(() => ({ updates: [one], epoch: 1 }), false);
	await written();
	expect([keeper.hasFailed, disk.rows.size]).toEqual([false, 1]);
	disk.room = one.length;
	keeper.keep(() => ({ updates: [two], epoch: 1 }), false);
	await written();
	expect(keeper.hasFailed).toBe(true);
	expect([...disk.rows.values()][0]!.update).toEqual(one); // better than nothing
	disk.room = Infinity;
	keeper.keep(() => ({ updates: [two], epoch: 1 }), false);
	await written();
	expect(keeper.hasFailed).toBe(false);
	expect([...disk.rows.values()][0]!.update).toEqual(two);
	await keeper.forget();
	expect(disk.rows.size).toBe(0);
});

function makeUpdate(text: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('t').insert(0, text);
	return Y.encodeStateAsUpdate(doc);
}
