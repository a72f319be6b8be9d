import { sql } from 'kysely';
import type { Db } from '../platform/db.ts';

/** Organisations that may be named as host or owner, by name. */
export function listOrganisations(db: Db) {
	return db
		.selectFrom('organisation')
		.select([
			'id',
			'slug',
			sql<string>`coalesce(name, label->'texts'->>(label->>'original'))`.as('name')
		])
		.orderBy('name')
		.execute();
}
