import { sql, type Kysely } from 'kysely';

/**
 * An action that was taken out of a draft before any version said it is dropped and keeps its words:
 * what no report says stands nowhere else. Those that lost theirs before have none to keep.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE action ADD COLUMN words text CHECK (words <> '')`.execute(db);
	await sql`COMMENT ON COLUMN action.words IS
		'what it said when a draft dropped it that was never given out: read by the desk, never published'`.execute(
		db
	);
}
