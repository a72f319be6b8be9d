import { sql, type Kysely } from 'kysely';

/**
 * Refused names give way to the role in texts that are kept in several languages, too. Who refused is
 * one view, which is asked for one meeting as well as for thousands at once.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE INDEX person_refusing ON person (id) WHERE NOT publish_name`.execute(db);
	await sql`CREATE VIEW refusal AS
		SELECT meeting_id, person_id FROM name_basis WHERE basis = 'refused'
		UNION SELECT part.meeting_id, part.person_id FROM (
			SELECT meeting_id, person_id FROM seat
			UNION ALL SELECT meeting_id, person_id FROM attendance_person
			UNION ALL SELECT id, chair_id FROM meeting
			UNION ALL SELECT i.meeting_id, s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
			UNION ALL SELECT meeting_id, owner_person_id FROM action) part
		JOIN person p ON p.id = part.person_id AND NOT p.publish_name
		WHERE NOT EXISTS (SELECT FROM name_basis b
			WHERE b.meeting_id = part.meeting_id AND b.person_id = part.person_id)`.execute(db);
	await sql`COMMENT ON VIEW refusal IS
		'people of a meeting who refused that their name be printed, for it or for all'`.execute(db);
	// Names of one word could be any word: they are not looked for in texts.
	await sql`CREATE VIEW refused_name AS
		SELECT r.meeting_id, p.name, coalesce(p.role_label, '…') AS role FROM refusal r
		JOIN person p ON p.id = r.person_id WHERE p.name ~ '\\S\\s+\\S'`.execute(db);
	await sql`COMMENT ON VIEW refused_name IS 'names that texts about a meeting do not say, and what stands for them'`.execute(
		db
	);
	await sql`CREATE OR REPLACE FUNCTION refused_names(meeting uuid) RETURNS TABLE (name text, role text)
		LANGUAGE sql STABLE AS $$ SELECT r.name, r.role FROM refused_name r WHERE r.meeting_id = $1
			ORDER BY length(r.name) DESC, r.name, r.role $$`.execute(db);
	await sql`CREATE OR REPLACE VIEW refusing_meeting AS SELECT meeting_id FROM refusal`.execute(db);
	await sql`CREATE FUNCTION without_refused(said jsonb, meeting uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
		SELECT CASE WHEN jsonb_typeof($1 -> 'texts') = 'object' THEN jsonb_set($1, '{texts}', coalesce(
			(SELECT jsonb_object_agg(key, without_refused(value, $2)) FROM jsonb_each_text($1 -> 'texts')), '{}'))
			ELSE $1 END $$`.execute(db);
}
