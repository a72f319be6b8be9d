import { sql, type Kysely } from 'kysely';

/** Whoever refused for all meetings and wrote about an event is one of those who are not named there. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE VIEW refusal AS
		SELECT meeting_id, person_id FROM name_basis WHERE basis = 'refused'
		UNION SELECT part.meeting_id, part.person_id FROM (
			SELECT meeting_id, person_id FROM seat
			UNION ALL SELECT meeting_id, person_id FROM attendance_person
			UNION ALL SELECT id, chair_id FROM meeting
			UNION ALL SELECT i.meeting_id, s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
			UNION ALL SELECT meeting_id, owner_person_id FROM action
			UNION ALL SELECT meeting_id, author_id FROM participant_report) part
		JOIN person p ON p.id = part.person_id AND NOT p.publish_name
		WHERE NOT EXISTS (SELECT FROM name_basis b
			WHERE b.meeting_id = part.meeting_id AND b.person_id = part.person_id)`.execute(db);
	await replacePersonTrigger(db);
	for (const act of ['INSERT', 'UPDATE', 'DELETE'] as const) await createTrigger(db, act);
	await sql`SELECT refresh_refusals(ARRAY(SELECT DISTINCT r.meeting_id FROM participant_report r
		JOIN person p ON p.id = r.author_id AND NOT p.publish_name))`.execute(db);
}

async function replacePersonTrigger(db: Kysely<never>): Promise<void> {
	const columns = 'id AS person_id, name, former_names, role_label, publish_name';
	await sql
		.raw(
			`CREATE OR REPLACE FUNCTION search_refusal_person_update() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM refresh_refusals(ARRAY(WITH changed AS (
					(SELECT ${columns} FROM new_rows EXCEPT SELECT ${columns} FROM old_rows)
					UNION (SELECT ${columns} FROM old_rows EXCEPT SELECT ${columns} FROM new_rows)),
				refuser AS (SELECT DISTINCT person_id FROM changed WHERE NOT publish_name)
				SELECT DISTINCT meeting_id FROM (
					SELECT meeting_id FROM name_basis JOIN changed USING (person_id) WHERE basis = 'refused'
					UNION SELECT meeting_id FROM seat JOIN refuser USING (person_id)
					UNION SELECT meeting_id FROM attendance_person JOIN refuser USING (person_id)
					UNION SELECT i.meeting_id FROM item_speaker s JOIN refuser USING (person_id)
						JOIN agenda_item i ON i.id = s.agenda_item_id
					UNION SELECT meeting_id FROM action JOIN refuser ON owner_person_id = person_id
					UNION SELECT meeting_id FROM participant_report JOIN refuser ON author_id = person_id
					UNION SELECT m.id FROM meeting m JOIN refuser ON m.chair_id = person_id) concerned
				WHERE meeting_id IS NOT NULL));
			RETURN NULL;
		END $$`
		)
		.execute(db);
}

async function createTrigger(
	db: Kysely<never>,
	act: 'INSERT' | 'UPDATE' | 'DELETE'
): Promise<void> {
	const columns = 'author_id AS person_id, meeting_id';
	const changed = {
		INSERT: `SELECT ${columns} FROM new_rows`,
		UPDATE: `(SELECT ${columns} FROM new_rows EXCEPT SELECT ${columns} FROM old_rows)
			UNION (SELECT ${columns} FROM old_rows EXCEPT SELECT ${columns} FROM new_rows)`,
		DELETE: `SELECT ${columns} FROM old_rows`
	};
	const rows = {
		INSERT: 'NEW TABLE AS new_rows',
		UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
		DELETE: 'OLD TABLE AS old_rows'
	};
	const name = `search_refusal_participant_report_${act.toLowerCase()}`;
	await sql
		.raw(
			`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM refresh_refusals(ARRAY(SELECT DISTINCT changed.meeting_id FROM (${changed[act]}) changed
				LEFT JOIN person p ON p.id = changed.person_id
				WHERE changed.person_id IS NOT NULL AND (p.id IS NULL OR NOT p.publish_name)));
			RETURN NULL;
		END $$`
		)
		.execute(db);
	await sql
		.raw(
			`CREATE TRIGGER search_refusal_${act.toLowerCase()} AFTER ${act} ON participant_report
			REFERENCING ${rows[act]} FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`
		)
		.execute(db);
}
