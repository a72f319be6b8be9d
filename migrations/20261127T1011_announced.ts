import { sql, type Kysely } from 'kysely';

/**
 * A meeting that is only planned is for the members of its dossier until it is announced, and stays
 * theirs when it is cancelled before. What others hold is theirs to announce.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE meeting ADD COLUMN announced boolean NOT NULL GENERATED ALWAYS AS (
		kind = 'external-event' OR (status <> 'planned' AND NOT (status = 'cancelled'
			AND status_history @> '[{"status": "planned"}]'
			AND NOT status_history @> '[{"status": "scheduled"}]'))) STORED`.execute(db);
}
