import { sql } from 'kysely';
import type { Db } from './db.ts';

/**
 * Says in which state everything counted is: the same text only where no transaction that changed
 * something has become visible in between. Another database, or one restored, begins with another.
 */
export async function findRevision(db: Db): Promise<string> {
	const { rows } = await sql<{ revision: string }>`
		SELECT 'change_count'::regclass::oid || '/' || coalesce(sum(steps), 0) AS revision
		FROM change_count`.execute(db);
	return rows[0]!.revision;
}

/** Many rows become one of the same sum; those that others are adding meanwhile stay. */
export async function addUpChanges(db: Db): Promise<void> {
	await sql`WITH gone AS (DELETE FROM change_count RETURNING steps)
		INSERT INTO change_count SELECT sum(steps) FROM gone HAVING count(*) > 0`.execute(db);
}
