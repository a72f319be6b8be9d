import { sql, type RawBuilder } from 'kysely';
import type { OrganisationName } from '#lib/model/organisation.ts';

/** SQL for an organisation as it is named elsewhere; null where the join found none. */
export function organisationName(alias: string): RawBuilder<OrganisationName | null> {
	const o = sql.raw(alias);
	return sql<OrganisationName | null>`CASE WHEN ${o}.id IS NOT NULL THEN jsonb_build_object(
		'slug', ${o}.slug, 'name', ${o}.name, 'label', ${o}.label,
		'country', ${o}.country, 'sector', ${o}.sector) END`;
}

/** SQL for its name in one piece of text: that of its own column, else the label in the language it was written in. */
export function organisationText(alias: string): RawBuilder<string | null> {
	const o = sql.raw(alias);
	return sql<
		string | null
	>`coalesce(${o}.name, ${o}.label -> 'texts' ->> (${o}.label ->> 'original'))`;
}
