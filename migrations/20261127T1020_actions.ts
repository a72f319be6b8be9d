import { sql, type Kysely } from 'kysely';

/** Actions live on after their report: an answer beside the state, and who changed what and when. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE action ADD COLUMN note text NOT NULL DEFAULT ''`.execute(db);
	await sql`COMMENT ON COLUMN action.note IS
		'what was answered, or why it was dropped: read by the desk and the owner, never published'`.execute(
		db
	);
	await sql`CREATE INDEX action_meeting ON action (meeting_id)`.execute(db);
	await sql`CREATE INDEX action_owner_person ON action (owner_person_id)`.execute(db);
	await sql`CREATE INDEX action_owner_organisation ON action (owner_organisation_id)`.execute(db);

	// Each row is the action as it stood after the change; what is there already has no history.
	await sql`CREATE TABLE action_change (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		action_id uuid NOT NULL REFERENCES action ON DELETE CASCADE,
		at timestamptz NOT NULL DEFAULT now(),
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		state text NOT NULL CHECK (state IN ('open','done','late','dropped')),
		due date,
		owner_organisation_id uuid REFERENCES organisation ON DELETE SET NULL,
		owner_person_id uuid REFERENCES person ON DELETE SET NULL,
		note text NOT NULL DEFAULT ''
	)`.execute(db);
	await sql`CREATE INDEX action_change_of ON action_change (action_id, id)`.execute(db);
	await sql`CREATE INDEX action_change_actor ON action_change (actor_id)`.execute(db);
}
