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

	await sql`ALTER TABLE report ADD COLUMN withdrawn_by uuid REFERENCES person ON DELETE SET NULL`.execute(
		db
	);
	// A withdrawal that is over. While one lasts, it stands in the report itself.
	await sql`CREATE TABLE report_withdrawal (
		report_id uuid NOT NULL REFERENCES report ON DELETE CASCADE,
		version integer NOT NULL,
		withdrawn_at timestamptz NOT NULL,
		withdrawn_by uuid REFERENCES person ON DELETE SET NULL,
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

	await sql`CREATE INDEX name_basis_meeting ON name_basis (meeting_id)`.execute(db);
	// Names of one word could be any word: they are not looked for in texts.
	await sql`CREATE FUNCTION refused_names(meeting uuid) RETURNS TABLE (name text, role text) LANGUAGE sql STABLE AS $$
		SELECT p.name, coalesce(p.role_label, '…') FROM person p
		LEFT JOIN name_basis b ON b.meeting_id = $1 AND b.person_id = p.id
		WHERE p.name ~ '\\S\\s+\\S' AND coalesce(b.basis = 'refused', NOT p.publish_name, false) AND p.id IN (
			SELECT person_id FROM name_basis WHERE meeting_id = $1
			UNION SELECT person_id FROM seat WHERE meeting_id = $1
			UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
				WHERE i.meeting_id = $1
			UNION SELECT owner_person_id FROM action WHERE meeting_id = $1)
		ORDER BY length(p.name) DESC, p.id $$`.execute(db);
	await sql`COMMENT ON FUNCTION refused_names IS
		'people of a meeting who refused that their name be printed, for it or for all, and what stands for it'`.execute(
		db
	);
	await sql`CREATE FUNCTION without_refused(said text, meeting uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
		DECLARE one record;
		BEGIN
			FOR one IN SELECT * FROM refused_names(meeting) LOOP
				said := regexp_replace(said, '(?<![[:alnum:]])' || regexp_replace(
					regexp_replace(trim(one.name), '[^[:alnum:][:space:]]', '\\\\\\&', 'g'), '\\s+', '\\\\s+', 'g')
					|| '(?![[:alnum:]])', replace(one.role, '\\', '\\\\'), 'gi');
			END LOOP;
			RETURN said;
		END $$`.execute(db);
	await sql`CREATE VIEW refusing_meeting AS
		SELECT meeting_id FROM name_basis WHERE basis = 'refused'
		UNION ALL SELECT s.meeting_id FROM seat s JOIN person p ON p.id = s.person_id AND NOT p.publish_name
		UNION ALL SELECT i.meeting_id FROM item_speaker s JOIN person p ON p.id = s.person_id AND NOT p.publish_name
			JOIN agenda_item i ON i.id = s.agenda_item_id
		UNION ALL SELECT a.meeting_id FROM action a JOIN person p ON p.id = a.owner_person_id AND NOT p.publish_name`.execute(
		db
	);
	await sql`COMMENT ON VIEW refusing_meeting IS
		'meetings of which refused_names may say something, for queries over many'`.execute(db);
}
