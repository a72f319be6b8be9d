import { sql } from 'kysely';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';

/** Ids of the organisations called so; those whose address or very name it is come alone. */
export async function findNamed(trx: Trx, typed: string): Promise<string[]> {
	const { rows } = await sql<{ id: string; exact: boolean }>`
		SELECT o.id, (o.slug = ${typed} OR o.name = ${typed}) AS exact FROM organisation o
		WHERE o.slug = ${typed} OR plain(o.name) = plain(${typed}) OR plain(o.full_name) = plain(${typed})
			OR plain(o.acronym) = plain(${typed})
			OR EXISTS (SELECT 1 FROM unnest(o.aliases) alias WHERE plain(alias) = plain(${typed}))
			OR EXISTS (SELECT 1 FROM jsonb_each_text(o.label -> 'texts') label WHERE plain(label.value) = plain(${typed}))
		LIMIT 20`.execute(trx);
	const exact = rows.filter((row) => row.exact);
	return (exact.length ? exact : rows).map(({ id }) => id);
}

/** Every organisation, for the field that names one. */
export async function listNames(db: Db): Promise<OrganisationName[]> {
	const rows = await db
		.selectFrom('organisation')
		.select(['slug', 'name', 'label', 'country', 'sector'])
		.orderBy('name')
		.orderBy('slug')
		.execute();
	return rows as unknown as OrganisationName[];
}

export async function insertOrganisation(
	trx: Trx,
	{ provenance, ...values }: { name: string; slug: string; provenance: Record<string, string> }
): Promise<string> {
	const row = await trx
		.insertInto('organisation')
		.values({ ...values, provenance: JSON.stringify(provenance) })
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}
