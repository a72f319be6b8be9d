import { sql, type Kysely } from 'kysely';

/** One note document per agenda item: append-only update log, snapshots, and the rows of actions. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE doc (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		agenda_item_id uuid NOT NULL UNIQUE REFERENCES agenda_item ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		epoch integer NOT NULL DEFAULT 1,
		last_seq bigint NOT NULL DEFAULT 0,
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`CREATE TABLE doc_update (
		doc_id uuid NOT NULL REFERENCES doc ON DELETE CASCADE,
		seq bigint NOT NULL,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		bytes bytea NOT NULL,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (doc_id, seq)
	)`.execute(db);
	await sql`CREATE TABLE doc_snapshot (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		doc_id uuid NOT NULL REFERENCES doc ON DELETE CASCADE,
		upto_seq bigint NOT NULL,
		epoch integer NOT NULL DEFAULT 1,
		state bytea NOT NULL,
		name text,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`CREATE INDEX doc_snapshot_doc ON doc_snapshot (doc_id, upto_seq DESC)`.execute(db);

	// id = the stable id of the marked paragraph in the document; the words live there only.
	await sql`CREATE TABLE action (
		id uuid PRIMARY KEY,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		agenda_item_id uuid REFERENCES agenda_item ON DELETE SET NULL,
		owner_organisation_id uuid REFERENCES organisation,
		owner_person_id uuid REFERENCES person,
		due date,
		state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','done','late','dropped')),
		created_at timestamptz NOT NULL DEFAULT now(),
		CHECK (owner_organisation_id IS NULL OR owner_person_id IS NULL)
	)`.execute(db);
}
