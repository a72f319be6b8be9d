import { sql, type Kysely } from 'kysely';

/**
 * What the secretariat writes into a dossier: related dossiers, tools of others, key figures, a
 * role address, and who changed what and when.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE dossier ADD COLUMN contact_email text
		CHECK (contact_email = lower(contact_email))`.execute(db);
	await sql`COMMENT ON COLUMN dossier.contact_email IS
		'a role address: receives the contact form, is never printed'`.execute(db);

	// An aim that is taken out does not take the result with it that met it.
	await sql`ALTER TABLE result DROP CONSTRAINT result_objective_id_fkey,
		ADD FOREIGN KEY (objective_id) REFERENCES objective ON DELETE SET NULL`.execute(db);

	await sql`CREATE TABLE dossier_model (
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		model_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		PRIMARY KEY (dossier_id, model_id),
		CHECK (dossier_id <> model_id)
	)`.execute(db);
	await sql`CREATE INDEX dossier_model_model ON dossier_model (model_id)`.execute(db);

	await sql`CREATE TABLE dossier_event (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		at timestamptz NOT NULL DEFAULT now(),
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		what text NOT NULL,
		subject jsonb
	)`.execute(db);
	await sql`CREATE INDEX dossier_event_dossier ON dossier_event (dossier_id, at DESC)`.execute(db);
	await sql`CREATE FUNCTION dossier_event_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			-- Erasing a person empties the actor; nothing else may change.
			IF NEW.actor_id IS NULL AND (NEW.id, NEW.dossier_id, NEW.at, NEW.what) =
				(OLD.id, OLD.dossier_id, OLD.at, OLD.what) AND NEW.subject IS NOT DISTINCT FROM OLD.subject
				THEN RETURN NEW; END IF;
			RAISE EXCEPTION 'the history of a dossier is never changed' USING ERRCODE = 'restrict_violation';
		END $$`.execute(db);
	await sql`CREATE TRIGGER dossier_event_frozen BEFORE UPDATE ON dossier_event
		FOR EACH ROW EXECUTE FUNCTION dossier_event_frozen()`.execute(db);

	// A publication belongs to the dossier that entered it; others only name it.
	await sql`CREATE TABLE publication_link (
		publication_id uuid NOT NULL REFERENCES publication ON DELETE CASCADE,
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		PRIMARY KEY (publication_id, dossier_id)
	)`.execute(db);
	await sql`CREATE INDEX publication_link_dossier ON publication_link (dossier_id)`.execute(db);

	// The words of an action that no note holds: what a participant recommended, as it was agreed.
	await sql`CREATE TABLE recommendation_action (
		action_id uuid PRIMARY KEY REFERENCES action ON DELETE CASCADE,
		participant_report_id uuid REFERENCES participant_report ON DELETE SET NULL,
		text text NOT NULL,
		UNIQUE (participant_report_id, text)
	)`.execute(db);

	await sql`ALTER TABLE meeting ADD COLUMN presented_by_id uuid REFERENCES organisation`.execute(
		db
	);
	await sql`COMMENT ON COLUMN meeting.presented_by_id IS
		'who presented the taskforce at an event of others'`.execute(db);

	await sql`CREATE TABLE key_figure (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		label jsonb NOT NULL,
		value numeric NOT NULL,
		qualifier text CHECK (qualifier IN ('about','more-than','less-than')),
		unit text,
		parts jsonb NOT NULL DEFAULT '[]',
		source_id uuid REFERENCES organisation,
		source_note text,
		date date,
		date_precision text NOT NULL DEFAULT 'day' CHECK (date_precision IN ('day','month','year','unknown')),
		created_at timestamptz NOT NULL DEFAULT now(),
		CHECK (source_id IS NOT NULL OR source_note <> ''),
		CHECK (date IS NOT NULL OR date_precision = 'unknown')
	)`.execute(db);
	await sql`CREATE INDEX key_figure_home ON key_figure (dossier_id)`.execute(db);
	await sql`CREATE TABLE figure_dossier (
		figure_id uuid NOT NULL REFERENCES key_figure ON DELETE CASCADE,
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		PRIMARY KEY (figure_id, dossier_id)
	)`.execute(db);
	await sql`CREATE INDEX figure_dossier_dossier ON figure_dossier (dossier_id)`.execute(db);
	await sql`CREATE TABLE figure_meeting (
		figure_id uuid NOT NULL REFERENCES key_figure ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		PRIMARY KEY (figure_id, meeting_id)
	)`.execute(db);
	await sql`CREATE INDEX figure_meeting_meeting ON figure_meeting (meeting_id)`.execute(db);
}
