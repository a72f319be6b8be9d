import { sql, type Kysely } from 'kysely';

/** Films, their subtitle tracks and every cue as a searchable row. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE film (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		slug text NOT NULL UNIQUE,
		import_key text UNIQUE,
		dossier_id uuid REFERENCES dossier ON DELETE SET NULL,
		title jsonb NOT NULL,
		date date,
		source_id uuid REFERENCES organisation,
		speaker_id uuid REFERENCES person,
		audio_languages text[] NOT NULL DEFAULT '{}',
		needed_languages text[] NOT NULL DEFAULT '{}',
		activity_types text[] NOT NULL DEFAULT '{}',
		original_seconds double precision,
		original_chapters jsonb NOT NULL DEFAULT '[]',
		seconds double precision NOT NULL,
		width integer,
		height integer,
		bytes bigint NOT NULL,
		mime_type text NOT NULL,
		file text NOT NULL,
		poster text,
		chapters jsonb NOT NULL DEFAULT '[]',
		visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public','members')),
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);

	await sql`CREATE TABLE track (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		film_id uuid NOT NULL REFERENCES film ON DELETE CASCADE,
		language text NOT NULL,
		kind text NOT NULL CHECK (kind IN ('captions','subtitles')),
		created_at timestamptz NOT NULL DEFAULT now(),
		UNIQUE (film_id, language, kind)
	)`.execute(db);

	await sql`CREATE TABLE cue (
		track_id uuid NOT NULL REFERENCES track ON DELETE CASCADE,
		position integer NOT NULL,
		start_ms integer NOT NULL,
		end_ms integer NOT NULL CHECK (end_ms > start_ms),
		text text NOT NULL,
		PRIMARY KEY (track_id, position)
	)`.execute(db);
	await sql`CREATE INDEX cue_plain ON cue USING gin (plain(text) gin_trgm_ops)`.execute(db);
}
