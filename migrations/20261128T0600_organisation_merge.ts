import { sql, type Kysely } from 'kysely';

/** Two records of one organisation become one: what the other was called and where it stood leads to the kept one. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE organisation_merge (
		former_id uuid PRIMARY KEY,
		organisation_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
		import_key text UNIQUE,
		stood jsonb NOT NULL,
		at timestamptz NOT NULL DEFAULT now(),
		actor_id uuid REFERENCES person ON DELETE SET NULL
	)`.execute(db);
	await sql`COMMENT ON TABLE organisation_merge IS
		'an organisation that is no more, what was recorded of it, and the one that it is'`.execute(db);
	await sql`CREATE INDEX organisation_merge_organisation ON organisation_merge (organisation_id)`.execute(
		db
	);
	await sql`CREATE INDEX organisation_merge_actor ON organisation_merge (actor_id)`.execute(db);
	await sql`CREATE FUNCTION organisation_now(id uuid) RETURNS uuid LANGUAGE sql STABLE
		AS $$ SELECT coalesce((SELECT organisation_id FROM organisation_merge WHERE former_id = $1), $1) $$`.execute(
		db
	);
	// What was sent to an invited organisation follows it.
	await sql`ALTER TABLE invitee_mail DROP CONSTRAINT invitee_mail_meeting_id_organisation_id_fkey,
		ADD FOREIGN KEY (meeting_id, organisation_id) REFERENCES invitee ON UPDATE CASCADE ON DELETE CASCADE`.execute(
		db
	);
}
