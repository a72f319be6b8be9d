import { sql, type Insertable } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName, OrganisationRelation } from '#lib/model/organisation.ts';
import { likeAnywhere } from '#lib/model/search.ts';
import type { Db, Trx } from '../platform/db.ts';
import type { Organisation } from '../platform/schema.ts';
import { organisationName } from './organisation.rows.ts';

export type OrganisationFields = Omit<Insertable<Organisation>, 'slug'>;

/** Organisations whose name, full name, acronym, alias or former name holds the words; by name, a part of them. */
export async function listEditable(
	db: Db,
	query: string,
	{ limit, offset }: { limit: number; offset: number }
) {
	let rows = db
		.selectFrom('organisation as o')
		.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector', 'o.kind', 'o.place'])
		.orderBy(sql`plain(coalesce(o.name, localised_text(o.label)))`)
		.orderBy('o.slug')
		.limit(limit)
		.offset(offset);
	if (query)
		rows = rows.where(
			sql<boolean>`plain(concat_ws(' ', o.name, o.full_name, o.acronym, localised_text(o.label),
				array_to_string(o.aliases || o.former_names, ' '))) LIKE plain(${likeAnywhere(query)})`
		);
	return (await rows.execute()) as unknown as Array<
		OrganisationName & { kind: string | null; place: string | null }
	>;
}

export function findEditable(db: Db, slug: string) {
	return db
		.selectFrom('organisation as o')
		.leftJoin('organisation as parent', 'parent.id', 'o.parentId')
		.where('o.slug', '=', slug)
		.selectAll('o')
		.select(organisationName('parent').as('parent'))
		.$narrowType<{
			label: Localised | null;
			parent: OrganisationName | null;
			unit: { name: string; acronym?: string } | null;
		}>()
		.executeTakeFirst();
}

export async function findOrganisationId(db: Db, slug: string): Promise<string | undefined> {
	const row = await db
		.selectFrom('organisation')
		.where('slug', '=', slug)
		.select('id')
		.executeTakeFirst();
	return row?.id;
}

export async function insertOrganisation(
	trx: Trx,
	slug: string,
	fields: OrganisationFields
): Promise<string> {
	const row = await trx
		.insertInto('organisation')
		.values({ ...fields, slug })
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** False when it was saved since edition `edited`. */
export async function updateOrganisation(
	trx: Trx,
	id: string,
	edited: number,
	fields: OrganisationFields
): Promise<boolean> {
	const { numUpdatedRows } = await trx
		.updateTable('organisation')
		.set({ ...fields, edited: edited + 1 })
		.where('id', '=', id)
		.where('edited', '=', edited)
		.executeTakeFirst();
	return numUpdatedRows > 0n;
}

/** Whether `id` is `top` or stands below it, however deep. */
export async function isBelow(db: Db, id: string, top: string): Promise<boolean> {
	const { rows } = await sql`WITH RECURSIVE above AS (
			SELECT id, parent_id FROM organisation WHERE id = ${id}
			UNION SELECT o.id, o.parent_id FROM organisation o JOIN above ON o.id = above.parent_id
		) SELECT FROM above WHERE id = ${top}`.execute(db);
	return rows.length > 0;
}

/** Relations of an organisation, told from either side. */
export async function listRelationRows(db: Db, id: string): Promise<OrganisationRelation[]> {
	const { rows } = await sql<OrganisationRelation>`
		SELECT r.kind, r.from_id = ${id} AS "isOwn", ${organisationName('o')} AS other, r.since, r.note
		FROM organisation_relation r
		JOIN organisation o ON o.id = CASE WHEN r.from_id = ${id} THEN r.to_id ELSE r.from_id END
		WHERE ${id} IN (r.from_id, r.to_id)
		ORDER BY r.kind, "isOwn" DESC, o.name, o.id`.execute(db);
	return rows;
}

/** What an organisation was called in records that were merged into this one, by whom and when; the last first. */
export async function listMergedRows(db: Db, id: string) {
	const { rows } = await sql<{ name: string | null; at: Date; by: string | null }>`
		SELECT coalesce(g.stood ->> 'name', localised_text(g.stood -> 'label')) AS name, g.at,
			coalesce(a.name, a.role_label) AS by
		FROM organisation_merge g LEFT JOIN person a ON a.id = g.actor_id
		WHERE g.organisation_id = ${id} ORDER BY g.at DESC, g.former_id`.execute(db);
	return rows;
}

export async function insertRelation(
	db: Db,
	row: { fromId: string; toId: string; kind: string; since: string | null; note: string | null }
): Promise<void> {
	await db
		.insertInto('organisationRelation')
		.values(row)
		.onConflict((conflict) =>
			conflict.columns(['fromId', 'toId', 'kind']).doUpdateSet({ since: row.since, note: row.note })
		)
		.execute();
}

/** False when there was none. */
export async function deleteRelation(
	db: Db,
	{ from, to, kind }: { from: string; to: string; kind: string }
): Promise<boolean> {
	const { rows } = await sql`DELETE FROM organisation_relation r
		USING organisation f, organisation t
		WHERE r.from_id = f.id AND r.to_id = t.id AND f.slug = ${from} AND t.slug = ${to}
			AND r.kind = ${kind} RETURNING 1`.execute(db);
	return rows.length > 0;
}
