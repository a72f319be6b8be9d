import { sql, type Kysely } from 'kysely';

/**
 * An answer link lives by the meeting's present days, not by those of the day it was sent on; what
 * was sent is kept beside to whom; a notice knows the dates that its words name, per language.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE invitee_mail DROP COLUMN expires_at`.execute(db);

	await sql`CREATE TABLE sent_letter (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		language text NOT NULL,
		subject text NOT NULL,
		body text NOT NULL
	)`.execute(db);
	await sql`CREATE INDEX sent_letter_meeting ON sent_letter (meeting_id)`.execute(db);
	await sql`COMMENT ON TABLE sent_letter IS
		'words of a letter that went out, once however many got it; without the answer link'`.execute(db);
	await sql`ALTER TABLE invitee_mail
		ADD COLUMN letter_id uuid REFERENCES sent_letter ON DELETE CASCADE`.execute(db);
	await sql`CREATE INDEX invitee_mail_letter ON invitee_mail (letter_id)`.execute(db);

	await sql`ALTER TABLE publication ADD COLUMN notice_dates jsonb`.execute(db);
	await sql`COMMENT ON COLUMN publication.notice_dates IS
		'of a notice about a meeting: the dates that its words name, by language'`.execute(db);
	// To be told of in feeds, an entry must have changed; this is no change of what it says.
	await sql`ALTER TABLE publication DISABLE TRIGGER keep_updated_at`.execute(db);
	await sql`UPDATE publication p SET notice_dates = (
			SELECT jsonb_object_agg(language, coalesce(
				(SELECT step -> 'from' FROM jsonb_array_elements(m.status_history) WITH ORDINALITY AS s(step, place)
					WHERE step ->> 'status' = 'moved' AND (step ->> 'at')::timestamptz > p.updated_at
					ORDER BY place LIMIT 1),
				(SELECT jsonb_agg(y.date ORDER BY y.day) FROM meeting_day y WHERE y.meeting_id = m.id), '[]'))
			FROM jsonb_object_keys(p.title -> 'texts') AS language)
		FROM meeting m WHERE m.id = p.notice_of`.execute(db);
	await sql`ALTER TABLE publication ENABLE TRIGGER keep_updated_at`.execute(db);
}
