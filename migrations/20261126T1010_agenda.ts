import { sql, type Kysely } from 'kysely';

/** Items that people seated ask for, and who asked for an item that was accepted. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE suggestion (
		id uuid PRIMARY KEY,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		person_id uuid REFERENCES person ON DELETE SET NULL,
		title jsonb NOT NULL,
		minutes integer CHECK (minutes BETWEEN 1 AND 1440),
		reason text,
		status text NOT NULL CHECK (status IN ('open','accepted','declined','withdrawn')),
		answer text,
		item_id uuid REFERENCES agenda_item ON DELETE SET NULL,
		created_at timestamptz NOT NULL,
		CHECK (status <> 'declined' OR answer IS NOT NULL)
	)`.execute(db);
	await sql`CREATE INDEX suggestion_meeting ON suggestion (meeting_id)`.execute(db);
	await sql`ALTER TABLE agenda_item
		ADD COLUMN suggested_by uuid REFERENCES person ON DELETE SET NULL`.execute(db);
}
