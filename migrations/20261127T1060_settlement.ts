import { sql, type Kysely } from 'kysely';

/**
 * An answer can be given anew, so each keeps what the record said before the first. Answers given so
 * far had overwritten it: asked was only what the report did not tell, and of that the status is lost
 * where an item became done. The records then follow the latest answer.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE settlement ADD COLUMN stood jsonb`.execute(db);
	await sql`COMMENT ON COLUMN settlement.stood IS
		'what the record of the item or speaker said before the first answer'`.execute(db);
	await sql`UPDATE settlement t SET stood = CASE WHEN t.person_id IS NOT NULL
			THEN jsonb_build_object('spoke', false)
			ELSE jsonb_build_object('reported', false, 'status',
				CASE WHEN i.status = 'done' THEN 'not-discussed' ELSE i.status END) END
		FROM agenda_item i WHERE i.id = t.item_id`.execute(db);
	const last = sql`SELECT DISTINCT ON (item_id, person_id) * FROM settlement WHERE item_id IS NOT NULL
		ORDER BY item_id, person_id, at DESC, id DESC`;
	await sql`UPDATE agenda_item i SET reported = false,
			status = CASE last.answer WHEN 'other' THEN last.stood ->> 'status' ELSE 'not-discussed' END
		FROM (${last}) last
		WHERE last.item_id = i.id AND last.person_id IS NULL AND last.answer <> 'held'`.execute(db);
	await sql`UPDATE item_speaker s SET spoke = false FROM (${last}) last
		WHERE last.item_id = s.agenda_item_id AND last.person_id = s.person_id
			AND last.answer <> 'held'`.execute(db);
}
