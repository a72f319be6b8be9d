import { sql } from 'kysely';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { KnownOrganisation } from '#lib/model/organisation-match.ts';
import type { Db, Trx } from '../platform/db.ts';

/**
 * Ids of the organisations called so, without regard to case and accents. Those whose address or
 * very name it is come alone; a former name or address counts only while nobody bears it now.
 */
export async function findNamed(trx: Trx, typed: string): Promise<string[]> {
	const isAmong = (names: string) =>
		sql`EXISTS (SELECT FROM unnest(${sql.raw(names)}) one WHERE plain(one) = plain(${typed}))`;
	const { rows } = await sql<{ id: string; rank: number }>`
		SELECT id, rank FROM (SELECT o.id, CASE WHEN o.slug = ${typed} OR o.name = ${typed} THEN 1
				WHEN ${isAmong('called(o)')} THEN 2
				WHEN ${isAmong('o.former_names')} OR EXISTS (SELECT FROM former_slug f
					WHERE f.kind = 'organisation' AND f.slug = ${typed} AND f.target_id = o.id) THEN 3 END AS rank
			FROM organisation o) found
		WHERE rank IS NOT NULL ORDER BY rank LIMIT 20`.execute(trx);
	return rows.filter(({ rank }) => rank === rows[0]?.rank).map(({ id }) => id);
}

/** What the organisation is called whose name is nearest to the words typed; null where none is near. */
export async function findNearest(trx: Trx, typed: string): Promise<string | null> {
	const { rows } = await sql<{ name: string }>`
		SELECT (called(o))[1] AS name FROM organisation o
		CROSS JOIN LATERAL (SELECT max(greatest(similarity(plain(one), plain(${typed})),
			0.9 * strict_word_similarity(plain(${typed}), plain(one)))) AS degree
			FROM unnest(called(o)) one) near
		WHERE near.degree >= 0.45 AND (called(o))[1] IS NOT NULL
		ORDER BY near.degree DESC, name, o.id LIMIT 1`.execute(trx);
	return rows[0]?.name ?? null;
}

/** Every organisation as it is named, for the fields that name one. */
export async function listNames(db: Db): Promise<OrganisationName[]> {
	const rows = await db
		.selectFrom('organisation')
		.select(['slug', 'name', 'label', 'country', 'sector'])
		.orderBy('name')
		.orderBy('slug')
		.execute();
	return rows as unknown as OrganisationName[];
}

/** Every organisation with all names it is or was known by, the present ones first. */
export async function listKnownOrganisations(db: Db): Promise<KnownOrganisation[]> {
	const { rows } = await sql<KnownOrganisation>`
		SELECT o.id, coalesce((called(o))[1], '') AS name, called(o) || o.former_names AS names
		FROM organisation o ORDER BY name`.execute(db);
	return rows;
}
