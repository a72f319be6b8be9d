import { sql, type Kysely } from 'kysely';

/** Former names of organisations; the author of a participant's report is a person like any other. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE organisation ADD COLUMN former_names text[] NOT NULL DEFAULT '{}'`.execute(
		db
	);
	await sql`CREATE FUNCTION called(o organisation) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT array_remove(ARRAY[o.name, o.full_name, o.label -> 'texts' ->> (o.label ->> 'original'),
			o.acronym, o.unit ->> 'acronym', o.unit ->> 'name'] || o.aliases
			|| ARRAY(SELECT value FROM jsonb_each_text(o.label -> 'texts')), NULL) $$`.execute(db);
	await sql`COMMENT ON FUNCTION called(organisation) IS 'every present name, the one it is shown by first'`.execute(
		db
	);
	await sql`CREATE OR REPLACE FUNCTION names_of(organisation) RETURNS text LANGUAGE sql STABLE
		AS $$ SELECT concat_ws(' ', $1.name, localised_text($1.label), $1.full_name, $1.acronym,
			array_to_string($1.aliases, ' '), $1.unit ->> 'acronym', $1.unit ->> 'name',
			nullif(array_to_string($1.former_names, ' '), '')) $$`.execute(db);

	// A name that was typed in had no basis recorded: its bearer is kept, and the role is printed. What
	// bears one name in a dossier, or about an event of none, is of one person.
	await sql`ALTER TABLE participant_report
		ADD COLUMN author_id uuid REFERENCES person ON DELETE SET NULL`.execute(db);
	const named = sql`SELECT r.id, name, author_role, first_value(r.id) OVER (
			PARTITION BY coalesce(m.dossier_id, m.id), plain(name) ORDER BY r.created_at, r.id) AS first
		FROM participant_report r JOIN meeting m ON m.id = r.meeting_id,
			btrim(regexp_replace(r.author_name, '\\s+', ' ', 'g')) AS name WHERE name <> ''`;
	await sql`INSERT INTO person (name, role_label, provenance)
		SELECT name, author_role, jsonb_build_object('participantReport', id)
		FROM (${named}) named WHERE id = first`.execute(db);
	await sql`UPDATE participant_report r SET author_id = p.id FROM (${named}) named, person p
		WHERE named.id = r.id AND p.provenance ->> 'participantReport' = named.first::text`.execute(db);
	await sql`ALTER TABLE participant_report DROP COLUMN author_name`.execute(db);
	await sql`CREATE INDEX participant_report_author ON participant_report (author_id)`.execute(db);
}
