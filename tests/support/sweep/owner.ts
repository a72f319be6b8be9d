import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

interface Key {
	from: string;
	column: string;
	to: string;
	toColumn: string;
}

/**
 * What a column of `target` says of the row of `target` that a row `thing` of a table belongs to,
 * along the keys of the catalogue; null without a way.
 */
export async function findOwner(
	db: Db,
	table: string,
	target: string,
	column: string
): Promise<RawBuilder<string | null>> {
	if (table === target) return sql`thing.${sql.ref(column)}::text`;
	const keys = await listKeys(db);
	const seen = new Set([table, 'person', 'organisation']);
	// The value of a key, as SQL, by which the row of each table reached is found.
	const ways = [{ table, key: (one: string) => `thing.${one}` }];
	for (const way of ways)
		for (const { from, column: key, to, toColumn } of keys) {
			if (from !== way.table || seen.has(to)) continue;
			seen.add(to);
			const where = `parent.${toColumn} = ${way.key(key)}`;
			const read = (one: string) =>
				`(SELECT parent.${one} FROM ${to} parent WHERE ${where} LIMIT 1)`;
			if (to === target) return sql`${sql.raw(read(column))}::text`;
			ways.push({ table: to, key: read });
		}
	return sql`NULL::text`;
}

let found: Key[] | undefined;
async function listKeys(db: Db): Promise<Key[]> {
	const { rows } = found
		? { rows: found }
		: await sql<Key>`SELECT k.conrelid::regclass::text AS from, a.attname AS column,
				k.confrelid::regclass::text AS to, b.attname AS "toColumn" FROM pg_constraint k
			JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
			JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
			WHERE k.contype = 'f'
			ORDER BY a.attname = 'meeting_id' DESC, 1, 2`.execute(db);
	return (found = rows);
}
