import { sql, type Kysely } from 'kysely';

/** Dossiers, their members, aims, results, publications and money. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE dossier (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		slug text NOT NULL UNIQUE,
		import_key text UNIQUE,
		title jsonb NOT NULL,
		country text,
		region text,
		start_date date,
		end_date date,
		status text CHECK (status IN ('requested','active','paused','closed-with-result','closed-without-result')),
		status_proposal text,
		background jsonb,
		funder_id uuid REFERENCES organisation,
		funding jsonb,
		activity_types text[] NOT NULL DEFAULT '{}',
		themes text[] NOT NULL DEFAULT '{}',
		visibility text NOT NULL DEFAULT 'public' CHECK (visibility IN ('public','members')),
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);

	await sql`CREATE TABLE dossier_organisation (
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		role text NOT NULL,
		position integer NOT NULL DEFAULT 0,
		PRIMARY KEY (dossier_id, organisation_id, role)
	)`.execute(db);

	await sql`CREATE TABLE dossier_member (
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		level text NOT NULL CHECK (level IN ('read','take-part','edit','publish')),
		role_label text,
		PRIMARY KEY (dossier_id, person_id)
	)`.execute(db);
	await sql`CREATE INDEX dossier_member_person ON dossier_member (person_id)`.execute(db);

	await sql`CREATE TABLE objective (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		position integer NOT NULL,
		text jsonb NOT NULL
	)`.execute(db);

	await sql`CREATE TABLE result (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		import_key text UNIQUE,
		date date,
		date_precision text NOT NULL DEFAULT 'day' CHECK (date_precision IN ('day','month','year','unknown')),
		text jsonb NOT NULL,
		aims jsonb NOT NULL DEFAULT '[]',
		organisation_id uuid REFERENCES organisation,
		objective_id uuid REFERENCES objective,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now()
	)`.execute(db);

	await sql`CREATE TABLE publication (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid REFERENCES dossier ON DELETE CASCADE,
		import_key text UNIQUE,
		type text NOT NULL,
		title jsonb NOT NULL,
		summary jsonb,
		source_id uuid NOT NULL REFERENCES organisation,
		date date,
		date_precision text NOT NULL DEFAULT 'day' CHECK (date_precision IN ('day','month','year','unknown')),
		level text,
		language text,
		format text,
		status text,
		url text,
		provenance jsonb NOT NULL DEFAULT '{}',
		created_at timestamptz NOT NULL DEFAULT now(),
		CHECK (date IS NOT NULL OR date_precision = 'unknown')
	)`.execute(db);
	await sql`CREATE INDEX publication_dossier ON publication (dossier_id)`.execute(db);

	await sql`CREATE TABLE budget_line (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		dossier_id uuid NOT NULL REFERENCES dossier ON DELETE CASCADE,
		import_key text UNIQUE,
		position integer NOT NULL DEFAULT 0,
		label jsonb NOT NULL,
		amount numeric,
		status text NOT NULL,
		provenance jsonb NOT NULL DEFAULT '{}'
	)`.execute(db);
	await sql`CREATE TABLE budget_payer (
		budget_line_id uuid NOT NULL REFERENCES budget_line ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		PRIMARY KEY (budget_line_id, organisation_id)
	)`.execute(db);

	await sql`CREATE TABLE equipment_check (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		import_key text UNIQUE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		dossier_id uuid REFERENCES dossier ON DELETE CASCADE,
		details jsonb NOT NULL,
		payer_id uuid REFERENCES organisation,
		checked_on date,
		provenance jsonb NOT NULL DEFAULT '{}'
	)`.execute(db);
}
