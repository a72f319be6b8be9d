import { sql, type Kysely } from 'kysely';

/** The clock of an item: what ran, since when it runs, what it was granted. Nothing of it ticks. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE agenda_item
		ADD COLUMN spent_ms bigint NOT NULL DEFAULT 0 CHECK (spent_ms >= 0),
		ADD COLUMN runs_since timestamptz,
		ADD COLUMN granted_ms bigint CHECK (granted_ms >= 0)`.execute(db);
	await sql`COMMENT ON COLUMN agenda_item.granted_ms IS
		'time given by hand; null: the planned minutes count'`.execute(db);
	// Until now the clock of an item ran from its opening to its closing.
	await sql`UPDATE agenda_item SET
		spent_ms = CASE WHEN closed_at > opened_at
			THEN floor(extract(epoch FROM closed_at - opened_at) * 1000) ELSE 0 END,
		runs_since = CASE WHEN status = 'open' THEN opened_at END
		WHERE opened_at IS NOT NULL`.execute(db);
}
