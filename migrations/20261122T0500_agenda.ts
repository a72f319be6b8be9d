import { sql, type Kysely } from 'kysely';

/** Agenda items in text rank order, with the people and organisations they name. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE agenda_item (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		import_key text UNIQUE,
		day integer NOT NULL DEFAULT 1,
		part integer NOT NULL DEFAULT 1,
		rank text COLLATE "C" NOT NULL,
		title jsonb NOT NULL,
		talk jsonb,
		format text NOT NULL DEFAULT 'discussion',
		language text,
		subtitle_languages text[] NOT NULL DEFAULT '{}',
		minutes integer CHECK (minutes BETWEEN 1 AND 1440),
		organisation_id uuid REFERENCES organisation,
		film_id uuid REFERENCES film ON DELETE SET NULL,
		seconds_per_speaker integer,
		audience text[] NOT NULL DEFAULT '{}',
		queue jsonb,
		reported boolean,
		note text,
		status text NOT NULL DEFAULT 'planned' CHECK (status IN ('planned','open','done','not-discussed','postponed')),
		access text NOT NULL DEFAULT 'all' CHECK (access IN ('all','speakers','notes','closed')),
		opened_at timestamptz,
		closed_at timestamptz,
		removed_at timestamptz,
		created_at timestamptz NOT NULL DEFAULT now(),
		UNIQUE (meeting_id, rank)
	)`.execute(db);
	await sql`ALTER TABLE meeting ADD CONSTRAINT meeting_current_item
		FOREIGN KEY (current_item_id) REFERENCES agenda_item ON DELETE SET NULL`.execute(db);

	await sql`CREATE TABLE item_speaker (
		agenda_item_id uuid NOT NULL REFERENCES agenda_item ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person,
		position integer NOT NULL DEFAULT 0,
		planned boolean NOT NULL DEFAULT true,
		spoke boolean,
		role_label text,
		PRIMARY KEY (agenda_item_id, person_id)
	)`.execute(db);
	await sql`COMMENT ON COLUMN item_speaker.role_label IS 'the role as it was on the day'`.execute(
		db
	);
	await sql`CREATE TABLE item_organisation (
		agenda_item_id uuid NOT NULL REFERENCES agenda_item ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		position integer NOT NULL DEFAULT 0,
		PRIMARY KEY (agenda_item_id, organisation_id)
	)`.execute(db);
	await sql`CREATE TABLE item_budget_line (
		agenda_item_id uuid NOT NULL REFERENCES agenda_item ON DELETE CASCADE,
		budget_line_id uuid NOT NULL REFERENCES budget_line ON DELETE CASCADE,
		PRIMARY KEY (agenda_item_id, budget_line_id)
	)`.execute(db);
}
