import { sql, type Kysely } from 'kysely';

/** What a public dossier is made of; `dossier/unchanged.test.ts` holds this list against its queries. */
const TABLES = [
	'action',
	'agenda_item',
	'attendance_person',
	'budget_line',
	'budget_payer',
	'dossier',
	'dossier_model',
	'dossier_organisation',
	'equipment_check',
	'figure_dossier',
	'figure_meeting',
	'film',
	'film_meeting',
	'item_speaker',
	'key_figure',
	'meeting',
	'meeting_day',
	'meeting_event',
	'name_basis',
	'objective',
	'organisation',
	'participant_report',
	'person',
	'publication',
	'publication_link',
	'publication_meeting',
	'report',
	'report_translation',
	'report_version',
	'result',
	'result_meeting',
	'seat',
	'track'
];

/**
 * Counts the transactions that changed what the public reads, so that whoever read it before knows
 * whether it still holds. Each adds a row of its own: nobody waits for anybody, and what is seen of
 * the sum is exactly what is seen of the changes.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE change_count (steps bigint NOT NULL DEFAULT 1)`.execute(db);
	await sql`COMMENT ON TABLE change_count IS
		'one row for each transaction that changed a counted table, now and then added up to one'`.execute(
		db
	);
	await sql`CREATE FUNCTION count_change() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			IF current_setting('emvod.counted', true) IS DISTINCT FROM pg_current_xact_id()::text THEN
				INSERT INTO change_count DEFAULT VALUES;
				-- Taken back with a savepoint, as the row is.
				PERFORM set_config('emvod.counted', pg_current_xact_id()::text, true);
			END IF;
			RETURN NULL;
		END $$`.execute(db);
	for (const table of TABLES)
		await sql`CREATE TRIGGER counted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${sql.table(table)}
			FOR EACH STATEMENT EXECUTE FUNCTION count_change()`.execute(db);
}
