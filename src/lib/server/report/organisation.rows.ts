import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** Organisations that may be named as host or owner, by name. */
export function listOrganisations(db: Db) {
	return db
		.selectFrom('organisation')
		.select(['id', 'slug', organisationText('organisation').$castTo<string>().as('name')])
		.orderBy('name')
		.execute();
}
