import { sql, type Kysely } from 'kysely';

/** Names of the parts of a day; days that can change their number; where an item was taken from. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE meeting_part (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		day integer NOT NULL CHECK (day > 0),
		part integer NOT NULL CHECK (part > 0),
		title jsonb NOT NULL,
		PRIMARY KEY (meeting_id, day, part)
	)`.execute(db);
	// A day that comes in between moves those behind it in one statement.
	await sql`ALTER TABLE meeting_day
		DROP CONSTRAINT meeting_day_pkey,
		ADD CONSTRAINT meeting_day_pkey PRIMARY KEY (meeting_id, day) DEFERRABLE INITIALLY IMMEDIATE`.execute(
		db
	);
	await sql`ALTER TABLE agenda_item
		ADD COLUMN taken_from uuid REFERENCES agenda_item ON DELETE SET NULL`.execute(db);
	await sql`CREATE INDEX agenda_item_taken_from ON agenda_item (taken_from)`.execute(db);
}
