import { sql, type Kysely } from 'kysely';
import { replaceSearchSource } from './views/search-source.ts';

/**
 * A translated report is found by what it says itself, as the original is: not by actions carried
 * over and annexes, which go with what they were taken from.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await replaceSearchSource(db);
	await sql`SELECT refresh_search('report', ARRAY(SELECT DISTINCT t.report_id
		FROM report_translation t, jsonb_object_keys(t.texts) key WHERE key ~ '^(carried|annex|alt)-'))`.execute(
		db
	);
}
