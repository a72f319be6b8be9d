import { sql, type Kysely } from 'kysely';

/** One report per meeting: an editable draft and immutable published versions. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE report (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		slug text NOT NULL UNIQUE,
		import_key text UNIQUE,
		meeting_id uuid NOT NULL UNIQUE REFERENCES meeting ON DELETE CASCADE,
		state text NOT NULL CHECK (state IN ('draft','provisional','published','withdrawn')),
		language text NOT NULL,
		draft jsonb NOT NULL,
		draft_seq integer NOT NULL DEFAULT 1,
		version integer NOT NULL DEFAULT 0,
		approval jsonb,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`CREATE TABLE report_version (
		report_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
		version integer NOT NULL CHECK (version > 0),
		state text NOT NULL CHECK (state IN ('provisional','published')),
		kind text NOT NULL CHECK (kind IN ('first','editorial','substantive')),
		reason jsonb,
		changes jsonb NOT NULL DEFAULT '[]',
		content jsonb NOT NULL,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (report_id, version)
	)`.execute(db);
	await sql`CREATE TABLE report_file (
		report_id uuid NOT NULL,
		version integer NOT NULL,
		format text NOT NULL CHECK (format IN ('pdf','docx','md')),
		bytes bytea NOT NULL,
		PRIMARY KEY (report_id, version, format),
		FOREIGN KEY (report_id, version) REFERENCES report_version ON DELETE CASCADE
	)`.execute(db);
	await sql`CREATE TABLE participant_report (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		import_key text UNIQUE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		author_name text,
		author_role text NOT NULL,
		official boolean NOT NULL DEFAULT false,
		language text NOT NULL,
		opinion jsonb,
		recommendations jsonb NOT NULL DEFAULT '[]',
		covered_by_id uuid REFERENCES organisation,
		coverage jsonb NOT NULL DEFAULT '[]',
		figures jsonb NOT NULL DEFAULT '[]',
		mentions jsonb NOT NULL DEFAULT '[]',
		question jsonb,
		annex_images integer NOT NULL DEFAULT 0,
		provenance jsonb NOT NULL DEFAULT '{}'
	)`.execute(db);
	await sql`COMMENT ON COLUMN participant_report.question IS 'a question to a colleague: internal, never published'`.execute(
		db
	);
}
