import { sql, type Kysely } from 'kysely';

/** Seats that are planned but not yet taken; names of places in other languages; searchable text. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE attendance DROP CONSTRAINT attendance_state_check`.execute(db);
	await sql`ALTER TABLE attendance ADD CONSTRAINT attendance_state_check
		CHECK (state IN ('expected','present','apologies','absent'))`.execute(db);

	// A jsonb text carries its language tags as keys: only the values may be searched.
	await sql`CREATE FUNCTION localised_text(jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT coalesce(string_agg(value, ' '), '') FROM jsonb_each_text($1 -> 'texts') $$`.execute(
		db
	);

	await sql`CREATE TABLE place_name (
		name text NOT NULL,
		alias text NOT NULL,
		PRIMARY KEY (name, alias)
	)`.execute(db);
	await sql`INSERT INTO place_name (name, alias) VALUES
		('Bretagne','Bretagne'), ('Bretagne','Brittany'), ('Bretagne','Breizh'), ('Bretagne','Bretaña'),
		('Euskadi','Euskadi'), ('Euskadi','País Vasco'), ('Euskadi','Basque Country'),
		('Euskadi','Pays basque'), ('Euskadi','Baskenland'), ('Euskadi','Baskerlandet'),
		('Danmark','Danmark'), ('Danmark','Denmark'), ('Danmark','Danemark'), ('Danmark','Denemarken'),
		('Danmark','Dinamarca'),
		('Nederland','Nederland'), ('Nederland','Netherlands'), ('Nederland','Pays-Bas'),
		('Nederland','Países Bajos'), ('Nederland','Nederlandene')`.execute(db);
}
