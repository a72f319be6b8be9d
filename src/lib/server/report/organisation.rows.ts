import { sql } from 'kysely';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** Organisations that may be named as host or owner, by name, with the addresses they had. */
export function listOrganisations(db: Db) {
	return db
		.selectFrom('organisation')
		.leftJoin(
			(eb) =>
				eb
					.selectFrom('formerSlug')
					.where('kind', '=', 'organisation')
					.groupBy('targetId')
					.select(['targetId', sql<string[]>`array_agg(slug)`.as('slugs')])
					.as('former'),
			(join) => join.onRef('former.targetId', '=', 'organisation.id')
		)
		.select([
			'id',
			'slug',
			organisationText('organisation').$castTo<string>().as('name'),
			sql<string[]>`coalesce(former.slugs, '{}')`.as('formerSlugs')
		])
		.orderBy('name')
		.execute();
}

/** The organisation that has or had an address, as a text names it today. */
export async function findNamed(db: Db, slug: string) {
	const { rows } = await sql<{ id: string; slug: string; name: string }>`
		SELECT o.id, o.slug, ${organisationText('o')} AS name FROM organisation o
		WHERE o.slug = ${slug} OR o.id = (SELECT target_id FROM former_slug
			WHERE kind = 'organisation' AND slug = ${slug})`.execute(db);
	return rows[0];
}
