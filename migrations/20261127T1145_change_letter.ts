import { sql, type Kysely } from 'kysely';

/**
 * Letters that tell of a change: each mail knows how many steps of the meeting's life its reader
 * has read of, so that a change is told of once, whatever the clocks say. A step that does not say
 * when it was came in with the meeting, before any mail.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE invitee_mail ADD COLUMN steps integer`.execute(db);
	await sql`UPDATE invitee_mail l SET steps = (SELECT count(*) FROM meeting m,
			jsonb_array_elements(m.status_history) AS step
		WHERE m.id = l.meeting_id AND CASE WHEN pg_input_is_valid(step ->> 'at', 'timestamptz')
			THEN (step ->> 'at')::timestamptz <= l.at ELSE true END)`.execute(db);
	await sql`ALTER TABLE invitee_mail ALTER COLUMN steps SET NOT NULL,
		ALTER COLUMN steps SET DEFAULT 0`.execute(db);
	await sql`COMMENT ON COLUMN invitee_mail.steps IS
		'how many entries of the meeting''s status_history there were when it was written'`.execute(db);
	await sql`ALTER TABLE invitee_mail DROP CONSTRAINT invitee_mail_kind_check,
		ADD CONSTRAINT invitee_mail_kind_check CHECK (kind IN ('invitation','reminder','change'))`.execute(
		db
	);
	await sql`ALTER TABLE meeting_letter DROP CONSTRAINT meeting_letter_kind_check,
		ADD CONSTRAINT meeting_letter_kind_check CHECK (kind IN ('invitation','notice','change'))`.execute(
		db
	);
}
