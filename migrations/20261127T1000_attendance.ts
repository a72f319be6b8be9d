import { sql, type Kysely } from 'kysely';

/**
 * The attendance list can be edited: who reads its names, persons beside organisations, the edition
 * that a form was filled with. Contradictions are settled by somebody, at a time, with an answer.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE meeting
		ADD COLUMN attendance_visibility text NOT NULL DEFAULT 'public'
			CHECK (attendance_visibility IN ('public','members','restricted')),
		ADD COLUMN attendance_version integer NOT NULL DEFAULT 1`.execute(db);
	await sql`COMMENT ON COLUMN meeting.attendance_visibility IS
		'who reads the names on the list; how many came is as public as the meeting'`.execute(db);
	await sql`COMMENT ON COLUMN meeting.attendance_statement IS
		'what a source says of who came; read only where nobody recorded a list'`.execute(db);
	// These words were shown to nobody until now, and may name people.
	await sql`UPDATE meeting SET attendance_visibility = 'members'
		WHERE attendance_statement IS NOT NULL AND NOT EXISTS (SELECT FROM attendance a
			WHERE a.meeting_id = meeting.id AND a.state <> 'expected')`.execute(db);

	await sql`CREATE TABLE attendance_person (
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		person_id uuid NOT NULL REFERENCES person ON DELETE CASCADE,
		organisation_id uuid REFERENCES organisation,
		role_label text,
		state text NOT NULL CHECK (state IN ('present','apologies','absent')),
		seat text CHECK (seat IN ('on-site','remote','room-device')),
		heads integer CHECK (heads > 0),
		PRIMARY KEY (meeting_id, person_id)
	)`.execute(db);
	await sql`COMMENT ON COLUMN attendance_person.organisation_id IS
		'for whom they came that day; with role_label it stays as it was'`.execute(db);
	await sql`ALTER TABLE attendance ADD CHECK (heads > 0)`.execute(db);
	// Whoever came for no organisation was counted from the room only: the list holds them from now on.
	await sql`INSERT INTO attendance_person (meeting_id, person_id, role_label, state, seat, heads)
		SELECT s.meeting_id, s.person_id, s.role_label, 'present',
			CASE WHEN s.kind = 'school' THEN 'room-device' WHEN m.mode = 'on-site' THEN 'on-site' ELSE 'remote' END,
			s.heads
		FROM seat s JOIN meeting m ON m.id = s.meeting_id JOIN person p ON p.id = s.person_id
		WHERE m.status = 'held' AND s.organisation_id IS NULL AND p.organisation_id IS NULL
			AND EXISTS (SELECT FROM presence WHERE presence.seat_id = s.id)`.execute(db);

	await sql`ALTER TABLE parallel_slot
		ADD COLUMN held text CHECK (held IN ('morning','afternoon','not-held'))`.execute(db);
	await sql`COMMENT ON COLUMN parallel_slot.held IS
		'what became of the slot, where somebody settled it; half is what was planned'`.execute(db);
	await sql`CREATE TABLE settlement (
		id uuid PRIMARY KEY DEFAULT uuidv7(),
		meeting_id uuid NOT NULL REFERENCES meeting ON DELETE CASCADE,
		item_id uuid REFERENCES agenda_item ON DELETE CASCADE,
		person_id uuid REFERENCES person ON DELETE CASCADE,
		slot_id uuid REFERENCES parallel_slot ON DELETE CASCADE,
		answer text CHECK (answer IN ('held','not-held','morning','afternoon','other')),
		words text,
		note text,
		actor_id uuid REFERENCES person ON DELETE SET NULL,
		at timestamptz NOT NULL DEFAULT now(),
		CHECK (slot_id IS NULL OR item_id IS NULL),
		CHECK (person_id IS NULL OR item_id IS NOT NULL),
		CHECK (answer <> 'other' OR words <> '')
	)`.execute(db);
	await sql`CREATE INDEX settlement_meeting ON settlement (meeting_id)`.execute(db);
	await sql`CREATE INDEX settlement_item ON settlement (item_id)`.execute(db);
	await sql`COMMENT ON TABLE settlement IS
		'answers to contradictions: of an item, of a speaker in it, of a slot, else of the attendance'`.execute(
		db
	);
	await sql`COMMENT ON COLUMN settlement.note IS 'what the sources said until then'`.execute(db);
}
