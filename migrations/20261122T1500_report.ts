import { sql, type Kysely } from 'kysely';

/**
 * Restricted passages move to a column of their own, so that a visitor's query cannot read them;
 * versions are frozen by the database; publication rules that a row can check are constraints.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE report
		ADD COLUMN draft_restricted jsonb NOT NULL DEFAULT '{"members":[],"restricted":[]}',
		ADD COLUMN correction jsonb,
		ADD COLUMN withdrawn_at timestamptz,
		ADD COLUMN withdrawn_reason text,
		ADD CONSTRAINT report_draft_is_public CHECK (NOT jsonb_path_exists(draft,
			'$.**.visibility ? (@ == "members" || @ == "restricted")')),
		ADD CONSTRAINT report_withdrawn_says_why CHECK (state <> 'withdrawn' OR
			(withdrawn_at IS NOT NULL AND withdrawn_reason <> ''))`.execute(db);

	await sql`ALTER TABLE report_version
		ADD COLUMN restricted jsonb NOT NULL DEFAULT '{"members":[],"restricted":[]}',
		ADD COLUMN draft_seq integer,
		ADD CONSTRAINT report_version_once UNIQUE (report_id, draft_seq),
		ADD CONSTRAINT report_version_is_public CHECK (NOT jsonb_path_exists(content,
			'$.**.visibility ? (@ == "members" || @ == "restricted")')),
		ADD CONSTRAINT report_version_names_host CHECK (
			coalesce(content->'host'->>'name', '') <> ''),
		ADD CONSTRAINT report_version_names_place CHECK (
			coalesce(content->>'mode', '') = 'online' OR
			(coalesce(content->>'mode', '') <> '' AND coalesce(content->>'place', '') <> '')),
		ADD CONSTRAINT report_version_actions_owned CHECK (
			NOT jsonb_path_exists(content, '$.items[*].actions[*] ? (@.owner == null)') AND
			NOT jsonb_path_exists(restricted, '$.*[*].value.** ? (exists (@.due) && @.owner == null)')),
		ADD CONSTRAINT report_version_correction_says_why CHECK (kind = 'first' OR reason IS NOT NULL)`.execute(
		db
	);
	await sql`ALTER TABLE report_file
		ADD COLUMN made_at timestamptz NOT NULL DEFAULT now()`.execute(db);

	// A published version is evidence: only the erasure of a person may change it, and says so.
	await sql`CREATE FUNCTION report_version_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF current_setting('emvod.erasure', true) = 'on' THEN RETURN NEW; END IF;
			RAISE EXCEPTION 'a published version is never changed' USING ERRCODE = 'restrict_violation';
		END $$`.execute(db);
	await sql`CREATE TRIGGER report_version_frozen BEFORE UPDATE ON report_version
		FOR EACH ROW EXECUTE FUNCTION report_version_frozen()`.execute(db);
	await sql`CREATE TRIGGER report_file_frozen BEFORE UPDATE ON report_file
		FOR EACH ROW EXECUTE FUNCTION report_version_frozen()`.execute(db);
}
