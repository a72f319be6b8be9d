import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Names of organisations by id; one without a name of its own is called by its label. */
export async function listOrganisationNames(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const rows = await db
		.selectFrom('organisation')
		.select(['id', sql<string>`coalesce(name, label->'texts'->>(label->>'original'))`.as('name')])
		.where('id', 'in', ids)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}
