import { sql, type Kysely } from 'kysely';

/** A report's whole life: comments on the provisional text, a successor, translations, annexes. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE report
		DROP CONSTRAINT report_state_check,
		ADD COLUMN superseded_by uuid REFERENCES report,
		ADD COLUMN superseded_at timestamptz,
		ADD CONSTRAINT report_state_check CHECK (
			state IN ('draft','provisional','published','superseded','withdrawn')),
		ADD CONSTRAINT report_superseded_says_by_what CHECK (state <> 'superseded' OR
			(superseded_by IS NOT NULL AND superseded_at IS NOT NULL)),
		ADD CONSTRAINT report_superseded_by_another CHECK (superseded_by <> id)`.execute(db);

	await sql`CREATE TABLE report_comment (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		report_id uuid NOT NULL,
		version integer NOT NULL,
		person_id uuid REFERENCES person ON DELETE SET NULL,
		organisation_id uuid REFERENCES organisation ON DELETE SET NULL,
		item_id text,
		text text NOT NULL CHECK (text <> ''),
		state text NOT NULL DEFAULT 'open' CHECK (state IN ('open','answered','taken-over')),
		answer text NOT NULL DEFAULT '',
		answered_by uuid REFERENCES person ON DELETE SET NULL,
		answered_at timestamptz,
		at timestamptz NOT NULL DEFAULT now(),
		FOREIGN KEY (report_id, version) REFERENCES report_version ON DELETE CASCADE,
		CONSTRAINT report_comment_answered CHECK (state <> 'answered' OR answer <> '')
	)`.execute(db);
	await sql`CREATE UNIQUE INDEX report_comment_once
		ON report_comment (report_id, version, person_id, md5(coalesce(item_id, '') || text))`.execute(db);

	// A translation belongs to one version; its texts are those everybody may read, by the editor's keys.
	await sql`CREATE TABLE report_translation (
		report_id uuid NOT NULL,
		version integer NOT NULL,
		language text NOT NULL,
		texts jsonb NOT NULL,
		complete boolean NOT NULL,
		seq integer NOT NULL DEFAULT 1,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (report_id, version, language),
		FOREIGN KEY (report_id, version) REFERENCES report_version ON DELETE CASCADE
	)`.execute(db);
	await sql`CREATE TABLE report_translation_file (
		report_id uuid NOT NULL,
		version integer NOT NULL,
		language text NOT NULL,
		seq integer NOT NULL,
		format text NOT NULL CHECK (format IN ('pdf','docx','md')),
		bytes bytea NOT NULL,
		PRIMARY KEY (report_id, version, language, seq, format),
		FOREIGN KEY (report_id, version, language) REFERENCES report_translation ON DELETE CASCADE
	)`.execute(db);

	// What is said of an annex (title, text, who reads it) stands in the report's text, which is versioned.
	await sql`CREATE TABLE report_annex (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		report_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
		file text NOT NULL UNIQUE,
		type text NOT NULL,
		bytes integer NOT NULL CHECK (bytes > 0),
		width integer,
		height integer,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`CREATE INDEX report_annex_of ON report_annex (report_id)`.execute(db);
}
