import type { Insertable } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';
import type { Action } from '#lib/server/platform/schema.ts';

/** Owner, due date and state of actions whose words are in the notes; those there already stay. */
export async function importActions(db: Db, rows: Array<Insertable<Action>>): Promise<void> {
	if (!rows.length) return;
	await db
		.insertInto('action')
		.values(rows)
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
