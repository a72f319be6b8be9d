import { sql, type Kysely } from 'kysely';

/** Two records of one person become one: what the other was called and where it stood leads to the kept one. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE person_merge (
		former_id uuid PRIMARY KEY,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		import_key text UNIQUE,
		stood jsonb NOT NULL,
		at timestamptz NOT NULL DEFAULT now(),
		actor_id uuid REFERENCES person ON DELETE SET NULL
	)`.execute(db);
	await sql`COMMENT ON TABLE person_merge IS
		'a person that is no more, what was recorded of it, and the one that it is'`.execute(db);
	await sql`CREATE INDEX person_merge_person ON person_merge (person_id)`.execute(db);
	await sql`CREATE INDEX person_merge_actor ON person_merge (actor_id)`.execute(db);

	await sql`ALTER TABLE person ADD COLUMN former_names text[] NOT NULL DEFAULT '{}'`.execute(db);
	await sql`CREATE FUNCTION bears(p person, name text) RETURNS boolean LANGUAGE sql STABLE
		AS $$ SELECT coalesce(plain($1.name) = plain($2), false)
			OR EXISTS (SELECT FROM unnest($1.former_names) former WHERE plain(former) = plain($2)) $$`.execute(
		db
	);
	await sql`CREATE FUNCTION person_now(id uuid) RETURNS uuid LANGUAGE sql STABLE
		AS $$ SELECT coalesce((SELECT person_id FROM person_merge WHERE former_id = $1), $1) $$`.execute(
		db
	);
	await refuseFormerNames(db);
}

/** Whoever refuses to be named refuses it of every spelling under which texts knew them. */
async function refuseFormerNames(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE VIEW refused_name AS
		SELECT r.meeting_id, called.name, coalesce(p.role_label, '…') AS role FROM refusal r
		JOIN person p ON p.id = r.person_id CROSS JOIN LATERAL unnest(p.name || p.former_names) AS called(name)
		WHERE called.name ~ '\\S\\s+\\S'`.execute(db);
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
					UNION SELECT m.id FROM meeting m JOIN refuser ON m.chair_id = person_id) concerned
				WHERE meeting_id IS NOT NULL));
			RETURN NULL;
		END $$`
		)
		.execute(db);
}
