import { sql, type Kysely } from 'kysely';

/**
 * What the secretariat keeps of a meeting: versions of its facts, roles of organisations, mails to
 * those invited with their answers, letters, notices on the timeline, checked links, and the role
 * that somebody in a seat had on the day. The number in the dossier follows from the dates.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE meeting
		ADD COLUMN facts_version integer NOT NULL DEFAULT 1,
		ADD COLUMN facts_at timestamptz NOT NULL DEFAULT now()`.execute(db);
	await sql`UPDATE meeting SET facts_at = created_at`.execute(db);
	await sql`COMMENT ON COLUMN meeting.facts_version IS
		'grows with every change of the facts: two editors, SEQUENCE in calendars'`.execute(db);

	// The first host and the funder stand in the meeting itself, because a report needs them.
	await sql`CREATE TABLE meeting_organisation (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		organisation_id uuid NOT NULL REFERENCES organisation,
		role text NOT NULL CHECK (role IN ('host','funder','support','requester','secretariat')),
		position integer NOT NULL DEFAULT 0,
		PRIMARY KEY (meeting_id, organisation_id, role)
	)`.execute(db);

	await sql`ALTER TABLE organisation
		ADD COLUMN contact_email text,
		ADD COLUMN contact_language text,
		ADD COLUMN audiences text[] NOT NULL DEFAULT '{}'`.execute(db);
	await sql`COMMENT ON COLUMN organisation.contact_email IS
		'a role address for invitations; never given out'`.execute(db);

	await sql`ALTER TABLE invitee
		ADD COLUMN answered_at timestamptz,
		ADD COLUMN answered_by text,
		ADD COLUMN answer_recorded_by uuid REFERENCES person ON DELETE SET NULL,
		ADD COLUMN answer_note text`.execute(db);
	await sql`COMMENT ON COLUMN invitee.answered_by IS
		'the name that whoever answered gave; never given out'`.execute(db);
	await sql`CREATE TABLE invitee_mail (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL,
		organisation_id uuid NOT NULL,
		kind text NOT NULL CHECK (kind IN ('invitation','reminder')),
		email text,
		language text,
		token_hash text UNIQUE,
		expires_at timestamptz,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now(),
		FOREIGN KEY (meeting_id, organisation_id) REFERENCES invitee ON DELETE CASCADE
	)`.execute(db);
	await sql`CREATE INDEX invitee_mail_invitee ON invitee_mail (meeting_id, organisation_id)`.execute(
		db
	);

	await sql`CREATE TABLE meeting_letter (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		kind text NOT NULL CHECK (kind IN ('invitation','notice')),
		language text NOT NULL,
		subject text NOT NULL,
		body text NOT NULL,
		facts_version integer NOT NULL,
		saved_by uuid REFERENCES person ON DELETE SET NULL,
		saved_at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (meeting_id, kind, language)
	)`.execute(db);
	await sql`ALTER TABLE publication
		ADD COLUMN notice_of uuid UNIQUE REFERENCES meeting ON DELETE SET NULL`.execute(db);

	await sql`CREATE TABLE link_check (
		url text PRIMARY KEY,
		checked_at timestamptz NOT NULL,
		status text NOT NULL,
		failures integer NOT NULL DEFAULT 0 CHECK (failures >= 0),
		failed_since timestamptz,
		moved_to text
	)`.execute(db);

	await sql`ALTER TABLE seat ADD COLUMN role_label text`.execute(db);
	await sql`COMMENT ON COLUMN seat.role_label IS 'the role on the day, as it was'`.execute(db);
	await sql`UPDATE seat SET
			role_label = coalesce((SELECT own.role_label FROM dossier_member own
				JOIN meeting m ON m.dossier_id = own.dossier_id
				WHERE m.id = seat.meeting_id AND own.person_id = seat.person_id), person.role_label),
			organisation_id = coalesce(seat.organisation_id, person.organisation_id)
		FROM person WHERE person.id = seat.person_id`.execute(db);

	await sql`ALTER TABLE account ADD COLUMN wants_digest boolean NOT NULL DEFAULT true`.execute(db);
	await sql`CREATE TABLE digest (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		at timestamptz NOT NULL DEFAULT now(),
		PRIMARY KEY (meeting_id, person_id)
	)`.execute(db);

	await numberMeetings(db);
}

/** Taskforce meetings of a dossier are numbered by their first day; cancelled ones do not count. */
async function numberMeetings(db: Kysely<never>): Promise<void> {
	await sql`CREATE FUNCTION number_meetings(wanted uuid) RETURNS void LANGUAGE sql AS $$
		WITH first AS (
			SELECT m.id, min(y.date) AS day FROM meeting m JOIN meeting_day y ON y.meeting_id = m.id
			WHERE m.dossier_id = wanted AND m.kind = 'taskforce-meeting' AND m.status <> 'cancelled'
			GROUP BY m.id
		), numbered AS (
			SELECT m.id, n.place FROM meeting m LEFT JOIN (
				SELECT id, row_number() OVER (ORDER BY day, id) AS place FROM first) n ON n.id = m.id
			WHERE m.dossier_id = wanted
		)
		UPDATE meeting m SET ordinal = numbered.place FROM numbered
		WHERE numbered.id = m.id AND m.ordinal IS DISTINCT FROM numbered.place
	$$`.execute(db);
	await sql`CREATE FUNCTION number_after_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN PERFORM number_meetings(NEW.dossier_id); RETURN NULL; END $$`.execute(db);
	await sql`CREATE TRIGGER meeting_numbered AFTER INSERT OR UPDATE OF kind, status, dossier_id
		ON meeting FOR EACH ROW WHEN (NEW.dossier_id IS NOT NULL)
		EXECUTE FUNCTION number_after_meeting()`.execute(db);
	await sql`CREATE FUNCTION number_after_day() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM number_meetings(m.dossier_id) FROM meeting m
				WHERE m.id = CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE TRIGGER meeting_day_numbered AFTER INSERT OR DELETE OR UPDATE OF date
		ON meeting_day FOR EACH ROW EXECUTE FUNCTION number_after_day()`.execute(db);
	await sql`SELECT number_meetings(id) FROM dossier`.execute(db);
}
