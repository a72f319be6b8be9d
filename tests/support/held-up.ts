import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import type { Db } from '#lib/server/platform/db.ts';

/**
 * Begins something, holds it up where it first needs this table, does something else meanwhile, and
 * lets it go on. A race that happens each time.
 */
export function holdUp<T>(
	db: Db,
	table: string,
	begin: () => Promise<T>,
	meanwhile: () => Promise<void>
): Promise<T> {
	const held = db.transaction().execute(async (trx) => {
		await sql`LOCK TABLE ${sql.table(table)} IN ACCESS EXCLUSIVE MODE`.execute(trx);
		const begun = begin();
		begun.catch(() => undefined);
		await vi.waitFor(async () => expect(await countWaiting(db)).toBeGreaterThan(0), {
			timeout: 10_000
		});
		await meanwhile();
		return [begun] as const; // itself, not what becomes of it: that waits for the lock
	});
	return held.then(([begun]) => begun);
}

async function countWaiting(db: Db): Promise<number> {
	const { rows } = await sql<{ n: number }>`
		SELECT count(*)::int AS n FROM pg_locks JOIN pg_database ON pg_database.oid = database
		WHERE NOT granted AND datname = current_database()`.execute(db);
	return rows[0]!.n;
}
