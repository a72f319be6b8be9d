import { findRevision } from './change-count.rows.ts';
import type { Db } from './db.ts';

interface Kept {
	revision: string;
	value: Promise<unknown>;
}
/** By database, then by key, what was used last at the end. */
const kept = new WeakMap<Db, Map<string, Kept>>();
/** So many things are kept per database: long dossiers take a few megabytes each. */
const MOST = 20;

/**
 * What `read` gives, or gave since the last change of a counted table (`change_count`): nothing
 * older is ever given, whichever process changed it, and several who ask at once wait for one reading.
 * Only for what depends on nothing else: on no reader, no clock, no table that is not counted. What
 * is given is shared: nobody may change it.
 */
export async function readUnchanged<T>(db: Db, key: string, read: () => Promise<T>): Promise<T> {
	// Before reading: what is committed meanwhile may be in it, and only makes it be read once more.
	const revision = await findRevision(db);
	const own = kept.get(db) ?? new Map<string, Kept>();
	kept.set(db, own);
	const known = own.get(key);
	own.delete(key);
	const found = known?.revision === revision ? known : { revision, value: read() };
	own.set(key, found);
	if (own.size > MOST) own.delete(own.keys().next().value!);
	try {
		return (await found.value) as T;
	} catch (fault) {
		if (own.get(key) === found) own.delete(key);
		throw fault;
	}
}
