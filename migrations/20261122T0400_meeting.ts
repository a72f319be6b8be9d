import { sql, type Kysely } from 'kysely';

/** Meetings, days, seats, presence, invitations and the event log. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE meeting (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		slug text NOT NULL UNIQUE,
		import_key text UNIQUE,
		dossier_id uuid REFERENCES dossier ON DELETE CASCADE,
		ordinal integer,
		kind text NOT NULL,
		title jsonb NOT NULL,
		theme jsonb,
		objective jsonb,
		mode text CHECK (mode IN ('online','hybrid','on-site')),
		mode_reason jsonb,
		timezone text NOT NULL DEFAULT 'Europe/Paris',
		host_id uuid REFERENCES organisation,
		funder_id uuid REFERENCES organisation,
		chair_id uuid REFERENCES person,
		city text,
		place jsonb,
		working_languages text[] NOT NULL DEFAULT '{}',
		audience text[] NOT NULL DEFAULT '{}',
		status text NOT NULL CHECK (status IN ('planned','scheduled','open','held','cancelled')),
		programme_status text CHECK (programme_status IN ('provisional','final')),
		follows_id uuid REFERENCES meeting,
		status_note text,
		status_history jsonb NOT NULL DEFAULT '[]',
		registration jsonb,
		attendance_statement jsonb,
		attendance_note text,
		visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public','members')),
		room_name text NOT NULL UNIQUE,
		low_bandwidth boolean NOT NULL DEFAULT false,
		seq bigint NOT NULL DEFAULT 0,
		current_item_id uuid,
		playback jsonb,
		opened_at timestamptz,
		closed_at timestamptz,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);
	await sql`CREATE INDEX meeting_dossier ON meeting (dossier_id)`.execute(db);

	await sql`CREATE TABLE meeting_day (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		day integer NOT NULL CHECK (day > 0),
		date date NOT NULL,
		starts time,
		ends time,
		half text CHECK (half IN ('morning','afternoon')),
		audience text[] NOT NULL DEFAULT '{}',
		remote boolean,
		PRIMARY KEY (meeting_id, day)
	)`.execute(db);

	await sql`CREATE TABLE parallel_slot (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		import_key text UNIQUE,
		day integer NOT NULL,
		half text,
		label jsonb NOT NULL,
		tracks text[] NOT NULL,
		held_note text
	)`.execute(db);

	await sql`CREATE TABLE meeting_event (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		seq bigint NOT NULL,
		command_id uuid NOT NULL,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		type text NOT NULL,
		payload jsonb NOT NULL,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (meeting_id, seq),
		UNIQUE (meeting_id, command_id)
	)`.execute(db);

	await sql`CREATE TABLE seat (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		organisation_id uuid REFERENCES organisation,
		kind text NOT NULL CHECK (kind IN ('participant','speaker','school','viewer','interpreter','captioner','notes','chair')),
		heads integer NOT NULL DEFAULT 1 CHECK (heads BETWEEN 1 AND 500),
		removed_at timestamptz,
		created_at timestamptz NOT NULL DEFAULT now(),
		UNIQUE (meeting_id, person_id)
	)`.execute(db);

	await sql`CREATE TABLE presence (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		seat_id uuid NOT NULL REFERENCES seat ON DELETE CASCADE,
		day integer NOT NULL DEFAULT 1,
		came_at timestamptz NOT NULL DEFAULT now(),
		seen_at timestamptz NOT NULL DEFAULT now(),
		left_at timestamptz
	)`.execute(db);
	await sql`CREATE INDEX presence_seat ON presence (seat_id)`.execute(db);

	await sql`CREATE TABLE attendance (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		state text NOT NULL CHECK (state IN ('present','apologies','absent')),
		seat text CHECK (seat IN ('on-site','remote','room-device')),
		heads integer,
		equipment_check_id uuid REFERENCES equipment_check ON DELETE SET NULL,
		PRIMARY KEY (meeting_id, organisation_id)
	)`.execute(db);

	await sql`CREATE TABLE invitation_list (
		meeting_id uuid PRIMARY KEY REFERENCES meeting ON DELETE CASCADE,
		label text,
		exhaustive boolean NOT NULL DEFAULT true,
		provenance jsonb NOT NULL DEFAULT '{}'
	)`.execute(db);
	await sql`CREATE TABLE invitee (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		position integer NOT NULL DEFAULT 0,
		is_key boolean NOT NULL DEFAULT false,
		answer text CHECK (answer IN ('accepted','declined')),
		PRIMARY KEY (meeting_id, organisation_id)
	)`.execute(db);

	await sql`CREATE TABLE invitation (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		token_hash text NOT NULL UNIQUE,
		label text NOT NULL,
		organisation_id uuid REFERENCES organisation,
		seat_kind text NOT NULL,
		uses_left integer NOT NULL DEFAULT 1 CHECK (uses_left >= 0),
		uses integer NOT NULL DEFAULT 0,
		expires_at timestamptz NOT NULL,
		revoked_at timestamptz,
		created_by uuid REFERENCES person ON DELETE SET NULL,
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);

	await sql`CREATE TABLE film_meeting (
		film_id uuid NOT NULL REFERENCES film ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		PRIMARY KEY (film_id, meeting_id)
	)`.execute(db);
	await sql`CREATE TABLE publication_meeting (
		publication_id uuid NOT NULL REFERENCES publication ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		position integer NOT NULL DEFAULT 0,
		PRIMARY KEY (publication_id, meeting_id)
	)`.execute(db);
	await sql`CREATE TABLE result_meeting (
		result_id uuid NOT NULL REFERENCES result ON DELETE CASCADE,
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		PRIMARY KEY (result_id, meeting_id)
	)`.execute(db);
}
