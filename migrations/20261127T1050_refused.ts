import { sql, type Kysely } from 'kysely';

/** Whoever stands on the attendance list or chairs a meeting may refuse that their name be printed, too. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE FUNCTION refused_names(meeting uuid) RETURNS TABLE (name text, role text)
		LANGUAGE sql STABLE AS $$
		SELECT p.name, coalesce(p.role_label, '…') FROM person p
		LEFT JOIN name_basis b ON b.meeting_id = $1 AND b.person_id = p.id
		WHERE p.name ~ '\\S\\s+\\S' AND coalesce(b.basis = 'refused', NOT p.publish_name, false) AND p.id IN (
			SELECT person_id FROM name_basis WHERE meeting_id = $1
			UNION SELECT person_id FROM seat WHERE meeting_id = $1
			UNION SELECT person_id FROM attendance_person WHERE meeting_id = $1
			UNION SELECT chair_id FROM meeting m WHERE m.id = $1
			UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
				WHERE i.meeting_id = $1
			UNION SELECT owner_person_id FROM action WHERE meeting_id = $1)
		ORDER BY length(p.name) DESC, p.id $$`.execute(db);
	await sql`CREATE OR REPLACE VIEW refusing_meeting AS
		SELECT meeting_id FROM name_basis WHERE basis = 'refused'
		UNION ALL SELECT s.meeting_id FROM seat s JOIN person p ON p.id = s.person_id AND NOT p.publish_name
		UNION ALL SELECT a.meeting_id FROM attendance_person a JOIN person p ON p.id = a.person_id AND NOT p.publish_name
		UNION ALL SELECT m.id FROM meeting m JOIN person p ON p.id = m.chair_id AND NOT p.publish_name
		UNION ALL SELECT i.meeting_id FROM item_speaker s JOIN person p ON p.id = s.person_id AND NOT p.publish_name
			JOIN agenda_item i ON i.id = s.agenda_item_id
		UNION ALL SELECT a.meeting_id FROM action a JOIN person p ON p.id = a.owner_person_id AND NOT p.publish_name`.execute(
		db
	);
}
