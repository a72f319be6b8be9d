import { sql, type Kysely } from 'kysely';

/**
 * The way back from a withdrawal, mails about a report that are sent once, files of what may be given
 * out of a version today, and printed programmes that are kept.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE report_version
		DROP CONSTRAINT report_version_kind_check,
		ADD CONSTRAINT report_version_kind_check CHECK (
			kind IN ('first','editorial','substantive','reinstated'))`.execute(db);

	// A withdrawal that is over. While one lasts, it stands in the report itself.
	await sql`CREATE TABLE report_withdrawal (
		report_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
		version integer NOT NULL,
		withdrawn_at timestamptz NOT NULL,
		reason text NOT NULL CHECK (reason <> ''),
		reinstated_at timestamptz NOT NULL DEFAULT now(),
		reinstated_by uuid REFERENCES person ON DELETE SET NULL,
		is_version_readable boolean NOT NULL,
		PRIMARY KEY (report_id, version)
	)`.execute(db);
	await sql`COMMENT ON TABLE report_withdrawal IS
		'version: the last one before it; is_version_readable: whether it and those before it are given out again'`.execute(
		db
	);

	// subject: the version, the comment or the time of the correction that the mail is about.
	await sql`CREATE TABLE report_mail (
		kind text NOT NULL CHECK (kind IN ('provisional','answer','correction')),
		report_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		subject text NOT NULL,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (kind, report_id, person_id, subject)
	)`.execute(db);
	await sql`CREATE INDEX report_mail_person ON report_mail (person_id)`.execute(db);

	// '': as it was published. Else the text that was left of it once something had been closed.
	await sql`ALTER TABLE report_file
		ADD COLUMN disclosed text NOT NULL DEFAULT '',
		DROP CONSTRAINT report_file_pkey,
		ADD PRIMARY KEY (report_id, version, format, disclosed)`.execute(db);
	await sql`ALTER TABLE report_translation_file
		ADD COLUMN disclosed text NOT NULL DEFAULT '',
		DROP CONSTRAINT report_translation_file_pkey,
		ADD PRIMARY KEY (report_id, version, language, seq, format, disclosed)`.execute(db);

	await sql`CREATE TABLE programme_file (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		hash text NOT NULL,
		version integer NOT NULL,
		bytes bytea NOT NULL,
		made_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (meeting_id, hash)
	)`.execute(db);
}
