import { sql, type Kysely } from 'kysely';

/** Notes that are written after a draft was filed are told in it: it knows of which ones it was made. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE report ADD COLUMN notes_taken jsonb`.execute(db);
	await sql`COMMENT ON COLUMN report.notes_taken IS
		'by item, the number of the last update of its notes that the draft was made of; null: of none'`.execute(
		db
	);
	await sql`UPDATE report r SET notes_taken = (
			SELECT coalesce(jsonb_object_agg(d.agenda_item_id, greatest(
				(SELECT max(u.seq) FROM doc_update u WHERE u.doc_id = d.id AND u.at <= r.created_at),
				(SELECT max(s.upto_seq) FROM doc_snapshot s WHERE s.doc_id = d.id AND s.epoch = d.epoch
					AND s.at <= r.created_at), 0)), '{}')
			FROM doc d WHERE d.meeting_id = r.meeting_id)
		WHERE r.import_key IS NULL`.execute(db);
}
