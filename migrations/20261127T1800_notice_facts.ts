import { sql, type Kysely } from 'kysely';

/**
 * A notice knows the hours and the place that its words name, as it knows their dates. Of those that
 * were published before, only the dates are known.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE publication ADD COLUMN notice_facts jsonb`.execute(db);
	await sql`COMMENT ON COLUMN publication.notice_facts IS
		'of a notice about a meeting: hours and place as its words name them, by language; never given out'`.execute(
		db
	);
}
