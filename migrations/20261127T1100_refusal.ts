import { sql, type Kysely } from 'kysely';

/** Refused names give way to the role in texts that are kept in several languages, too. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE FUNCTION without_refused(said jsonb, meeting uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
		SELECT CASE WHEN jsonb_typeof($1 -> 'texts') = 'object' THEN jsonb_set($1, '{texts}', coalesce(
			(SELECT jsonb_object_agg(key, without_refused(value, $2)) FROM jsonb_each_text($1 -> 'texts')), '{}'))
			ELSE $1 END $$`.execute(db);
}
