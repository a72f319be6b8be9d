import { sql, type RawBuilder } from 'kysely';
import type { Trx } from '../platform/db.ts';

/* What points to one of two records that become one, moved to the other. */

/** Two records, of which one is to be the other: their ids. */
export interface Merge {
	kept: string;
	other: string;
}

/** A table that holds a record once for each thing: of two rows one is left, with what both say. */
export interface Pair {
	/** What else tells the rows of a record apart. */
	by: string;
	/** What of the other row is taken over into the kept one: `k` takes from `o`. */
	take?: RawBuilder<unknown>;
	/** Rows that point to the other one, by its `key`; those of rows with the same `within`, where the key does not tell. */
	led?: { table: string; column: string; key: string; within?: string };
}

const of = (alias: string, by: string) =>
	by.replaceAll(/\b(\w+_id|kind|role|subject|version|text)\b/g, `${alias}.$1`);

function split(reference: string): [table: string, column: string] {
	return reference.split('.') as [string, string];
}

/** Moves a column of rows of which each is the only one: where both have one, the two become one. */
export async function joinRows(
	trx: Trx,
	reference: string,
	{ by, take, led }: Pair,
	{ kept, other }: Merge
): Promise<void> {
	const [name, column] = split(reference);
	const table = sql.table(name);
	const both = sql`${sql.ref(`k.${column}`)} = ${kept} AND ${sql.ref(`o.${column}`)} = ${other}
		AND ${sql.raw(of('k', by))} = ${sql.raw(of('o', by))}`;
	if (take) await sql`UPDATE ${table} k SET ${take} FROM ${table} o WHERE ${both}`.execute(trx);
	if (led) {
		const within = led.within
			? sql`AND ${sql.ref(`l.${led.within}`)} = ${sql.ref(`o.${led.within}`)}`
			: sql``;
		await sql`UPDATE ${sql.table(led.table)} l SET ${sql.id(led.column)} = ${sql.ref(`k.${led.key}`)}
			FROM ${table} k, ${table} o
			WHERE ${both} AND ${sql.ref(`l.${led.column}`)} = ${sql.ref(`o.${led.key}`)} ${within}`.execute(
			trx
		);
	}
	await sql`DELETE FROM ${table} o USING ${table} k WHERE ${both}`.execute(trx);
	await follow(trx, reference, { kept, other });
}

/** Moves a column, whatever else its row says. */
export async function follow(trx: Trx, reference: string, { kept, other }: Merge): Promise<void> {
	const [table, column] = split(reference);
	await sql`UPDATE ${sql.table(table)} SET ${sql.id(column)} = ${kept}
		WHERE ${sql.id(column)} = ${other}`.execute(trx);
}

/**
 * Replaces an id wherever texts and logs know the record by it, in published versions too: what they
 * say stays. An open form of a draft that named the other by its id is then refused.
 */
export async function moveIds(trx: Trx, { kept, other }: Merge): Promise<void> {
	await sql`UPDATE report r SET draft_seq = draft_seq + 1
		WHERE concat(r.draft::text, r.draft_restricted::text) LIKE ANY (ARRAY(
			SELECT '%' || a.id || '%' FROM action a WHERE ${other} IN (a.owner_person_id, a.owner_organisation_id)
			UNION SELECT ${`%${other}%`}))`.execute(trx);
	const { rows } = await sql<{ table: string; column: string }>`
		SELECT t.relname AS table, a.attname AS column FROM pg_class t
		JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
		WHERE t.relnamespace = 'public'::regnamespace AND t.relkind = 'r' AND a.atttypid = 'jsonb'::regtype
		ORDER BY t.relname, a.attnum`.execute(trx);
	for (const { table, column } of rows)
		await sql`UPDATE ${sql.table(table)} SET ${sql.id(column)} = replace(${sql.id(column)}::text, ${other}, ${kept})::jsonb
			WHERE ${sql.id(column)}::text LIKE ${`%${other}%`}`.execute(trx);
}
