import { sql, type Kysely } from 'kysely';

/** Organisations, people, accounts, sessions, throttles, former addresses. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE EXTENSION IF NOT EXISTS unaccent`.execute(db);
	await sql`CREATE EXTENSION IF NOT EXISTS pg_trgm`.execute(db);
	// unaccent() is only STABLE; an index needs an immutable form bound to one dictionary.
	await sql`CREATE FUNCTION plain(text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
		AS $$ SELECT lower(public.unaccent('public.unaccent', $1)) $$`.execute(db);

	await sql`CREATE TABLE organisation (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		slug text NOT NULL UNIQUE,
		import_key text UNIQUE,
		name text,
		label jsonb,
		full_name text,
		aliases text[] NOT NULL DEFAULT '{}',
		kind text,
		sector text,
		country text,
		place text,
		url text,
		founded date,
		founded_precision text CHECK (founded_precision IN ('day','month','year')),
		parent_id uuid REFERENCES organisation,
		unit jsonb,
		partner_note text,
		about text,
		note text,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now(),
		CHECK (name IS NOT NULL OR label IS NOT NULL)
	)`.execute(db);

	await sql`CREATE TABLE person (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		import_key text UNIQUE,
		name text,
		role_label text,
		organisation_id uuid REFERENCES organisation,
		languages text[] NOT NULL DEFAULT '{}',
		kind text NOT NULL DEFAULT 'person' CHECK (kind IN ('person','guest')),
		is_admin boolean NOT NULL DEFAULT false,
		fictitious boolean NOT NULL DEFAULT false,
		public_office boolean NOT NULL DEFAULT false,
		publish_name boolean,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`COMMENT ON COLUMN person.publish_name IS
		'true: consent or public role; false: refused; null: nothing recorded, print the role'`.execute(db);

	await sql`CREATE TABLE account (
		person_id uuid PRIMARY KEY REFERENCES person ON DELETE CASCADE,
		email text NOT NULL UNIQUE CHECK (email = lower(email)),
		password_hash text NOT NULL,
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);

	await sql`CREATE TABLE session (
		id_hash text PRIMARY KEY,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		expires_at timestamptz NOT NULL,
		created_at timestamptz NOT NULL DEFAULT now(),
		seen_at timestamptz NOT NULL DEFAULT now(),
		device text
	)`.execute(db);
	await sql`CREATE INDEX session_person ON session (person_id)`.execute(db);

	// The shape that rate-limiter-flexible expects.
	await sql`CREATE TABLE throttle (
		key text PRIMARY KEY,
		points integer NOT NULL DEFAULT 0,
		expire bigint
	)`.execute(db);

	await sql`CREATE TABLE former_slug (
		kind text NOT NULL CHECK (kind IN ('dossier','meeting','film','organisation','report')),
		slug text NOT NULL,
		target_id uuid NOT NULL,
		PRIMARY KEY (kind, slug)
	)`.execute(db);

	await sql`CREATE TABLE setting (key text PRIMARY KEY, value jsonb NOT NULL)`.execute(db);
}
