import { sql, type Kysely } from 'kysely';

/**
 * A meeting of the taskforce has a number once it is announced: a planned one that is counted would
 * show in the numbers of those that everybody reads.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE FUNCTION number_meetings(wanted uuid) RETURNS void LANGUAGE sql AS $$
		WITH first AS (
			SELECT m.id, min(y.date) AS day FROM meeting m JOIN meeting_day y ON y.meeting_id = m.id
			WHERE m.dossier_id = wanted AND m.kind = 'taskforce-meeting' AND m.announced
				AND m.status <> 'cancelled'
			GROUP BY m.id
		), numbered AS (
			SELECT m.id, n.place FROM meeting m LEFT JOIN (
				SELECT id, row_number() OVER (ORDER BY day, id) AS place FROM first) n ON n.id = m.id
			WHERE m.dossier_id = wanted
		)
		UPDATE meeting m SET ordinal = numbered.place FROM numbered
		WHERE numbered.id = m.id AND m.ordinal IS DISTINCT FROM numbered.place
	$$`.execute(db);
	await sql`CREATE OR REPLACE TRIGGER meeting_numbered
		AFTER INSERT OR UPDATE OF kind, status, dossier_id, announced ON meeting FOR EACH ROW
		WHEN (NEW.dossier_id IS NOT NULL) EXECUTE FUNCTION number_after_meeting()`.execute(db);
	await sql`SELECT number_meetings(id) FROM dossier`.execute(db);
}
