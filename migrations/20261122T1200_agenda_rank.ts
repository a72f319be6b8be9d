import { sql, type Kysely } from 'kysely';

/** Ranks may be spread anew in one statement: uniqueness is checked at its end, not per row. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE agenda_item
		DROP CONSTRAINT agenda_item_meeting_id_rank_key,
		ADD CONSTRAINT agenda_item_rank UNIQUE (meeting_id, rank) DEFERRABLE INITIALLY IMMEDIATE`.execute(
		db
	);
}
