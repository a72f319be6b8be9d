import { sql, type Kysely } from 'kysely';

const TABLES = ['result', 'publication', 'film', 'participant_report'];

/** When what stands on a timeline was last changed, so that readers of feeds hear of it; erasure reaches the history. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE FUNCTION keep_updated_at() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF NEW IS DISTINCT FROM OLD THEN NEW.updated_at := now(); END IF;
			RETURN NEW;
		END $$`.execute(db);
	await sql`ALTER TABLE participant_report ADD COLUMN created_at timestamptz NOT NULL DEFAULT now()`.execute(
		db
	);
	for (const table of TABLES) {
		await sql`ALTER TABLE ${sql.table(table)} ADD COLUMN updated_at timestamptz NOT NULL DEFAULT now()`.execute(
			db
		);
		await sql`UPDATE ${sql.table(table)} SET updated_at = created_at`.execute(db);
		await sql`CREATE TRIGGER keep_updated_at BEFORE UPDATE ON ${sql.table(table)}
			FOR EACH ROW EXECUTE FUNCTION keep_updated_at()`.execute(db);
	}
	// The subject of a step may name somebody: erasing them goes before.
	await sql`CREATE OR REPLACE FUNCTION dossier_event_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF current_setting('emvod.erasure', true) = 'on' THEN RETURN NEW; END IF;
			IF NEW.actor_id IS NULL AND (NEW.id, NEW.dossier_id, NEW.at, NEW.what) =
				(OLD.id, OLD.dossier_id, OLD.at, OLD.what) AND NEW.subject IS NOT DISTINCT FROM OLD.subject
				THEN RETURN NEW; END IF;
			RAISE EXCEPTION 'the history of a dossier is never changed' USING ERRCODE = 'restrict_violation';
		END $$`.execute(db);
}
