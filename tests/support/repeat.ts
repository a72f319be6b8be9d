import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

/** What a copy of a row has of its own: nothing that may stand only once. */
const OWN: Record<string, RawBuilder<unknown>> = {
	id: sql`copy.id`,
	slug: sql`'copy-' || copy.id`,
	import_key: sql`NULL`,
	notice_of: sql`NULL`,
	room_name: sql`copy.id::text`,
	rank: sql`of.rank || replace(copy.id::text, '-', '')`
};

/**
 * Copies rows of a table `times` over, with what `links` ties to them (`table.column`), so that there
 * is more of everything that the rows of this kind bring along.
 */
export async function repeat(
	db: Db,
	table: string,
	times: number,
	links: string[] = [],
	where: RawBuilder<unknown> = sql`true`
): Promise<void> {
	await sql`CREATE TABLE copy_of (id uuid DEFAULT gen_random_uuid(), original uuid)`.execute(db);
	await sql`INSERT INTO copy_of (original) SELECT of.id FROM ${sql.table(table)} of, generate_series(1, ${sql.lit(times)})
		WHERE ${where}`.execute(db);
	await copy(db, table, 'id', OWN);
	for (const link of links) {
		const [name, column] = link.split('.') as [string, string];
		await copy(db, name, column, { [column]: sql`copy.id` });
	}
	await sql`DROP TABLE copy_of`.execute(db);
}

async function copy(db: Db, table: string, key: string, own: typeof OWN): Promise<void> {
	const { rows } = await sql<{
		name: string;
	}>`SELECT column_name AS name FROM information_schema.columns
		WHERE table_name = ${table} AND is_generated = 'NEVER' AND is_identity = 'NO'
			AND table_schema = 'public'`.execute(db);
	const names = rows.map(({ name }) => name);
	await sql`INSERT INTO ${sql.table(table)} (${sql.join(names.map((name) => sql.ref(name)))})
		SELECT ${sql.join(names.map((name) => own[name] ?? sql`of.${sql.ref(name)}`))}
		FROM ${sql.table(table)} of JOIN copy_of copy ON copy.original = of.${sql.ref(key)}`.execute(db);
}
