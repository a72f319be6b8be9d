import { sql, type Kysely } from 'kysely';

/** Relations between organisations, the basis on which a name is printed, and erasures. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE organisation_relation (
		from_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
		to_id uuid NOT NULL REFERENCES organisation ON DELETE CASCADE,
		kind text NOT NULL CHECK (kind IN ('school-company','member','partner','modelled-on')),
		since date,
		note text,
		PRIMARY KEY (from_id, to_id, kind),
		CHECK (from_id <> to_id)
	)`.execute(db);
	await sql`CREATE INDEX organisation_relation_to ON organisation_relation (to_id)`.execute(db);
	await sql`ALTER TABLE organisation
		ADD COLUMN acronym text,
		ADD COLUMN edited integer NOT NULL DEFAULT 0`.execute(db);

	await sql`CREATE TABLE name_basis (
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		basis text NOT NULL CHECK (basis IN ('consent','public-role','refused')),
		recorded_at timestamptz NOT NULL DEFAULT now(),
		recorded_by uuid REFERENCES person ON DELETE SET NULL,
		PRIMARY KEY (person_id, meeting_id)
	)`.execute(db);
	await sql`COMMENT ON TABLE name_basis IS
		'what is recorded for one meeting; it goes before person.publish_name, which holds for all'`.execute(
		db
	);
	await sql`CREATE FUNCTION printed_name(p person, meeting uuid) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
		AS $$ SELECT CASE WHEN coalesce((SELECT b.basis <> 'refused' FROM name_basis b
			WHERE b.person_id = p.id AND b.meeting_id = meeting), p.publish_name) THEN p.name END $$`.execute(
		db
	);

	await sql`ALTER TABLE person ADD COLUMN erased_at timestamptz`.execute(db);
	await sql`CREATE TABLE erasure (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		at timestamptz NOT NULL DEFAULT now(),
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		person_id uuid NOT NULL,
		places jsonb NOT NULL
	)`.execute(db);
	await sql`COMMENT ON TABLE erasure IS 'that somebody was erased and in how many places: never who it was'`.execute(
		db
	);
}
