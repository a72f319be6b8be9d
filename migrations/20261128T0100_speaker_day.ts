import { sql, type Kysely } from 'kysely';

/**
 * What a speaker was on the day, and for whom they spoke, stays as it was. Whatever makes a meeting
 * past (closing, noting it as held, an import) makes one of these two triggers write it, so that no
 * way there can forget it. Of meetings held before this, what people are now is all that is known.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE item_speaker ADD COLUMN organisation_id uuid REFERENCES organisation,
		ADD COLUMN stamped_at timestamptz`.execute(db);
	await sql`COMMENT ON COLUMN item_speaker.role_label IS
		'the role given for this meeting; once stamped, the role as it was on the day'`.execute(db);
	await sql`COMMENT ON COLUMN item_speaker.organisation_id IS
		'for whom they spoke on the day; before it the person tells'`.execute(db);
	await sql`COMMENT ON COLUMN item_speaker.stamped_at IS
		'since when role and organisation stay as they were; null while those of the person count'`.execute(
		db
	);
	await sql`CREATE FUNCTION stamp_speakers() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			UPDATE item_speaker s SET role_label = coalesce(s.role_label, p.role_label),
				organisation_id = coalesce(s.organisation_id, p.organisation_id), stamped_at = now()
			FROM agenda_item i, person p
			WHERE i.id = s.agenda_item_id AND i.meeting_id = NEW.id AND p.id = s.person_id AND s.stamped_at IS NULL;
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE TRIGGER stamp_speakers AFTER UPDATE OF status ON meeting FOR EACH ROW
		WHEN (NEW.status = 'held' AND OLD.status <> 'held') EXECUTE FUNCTION stamp_speakers()`.execute(db);
	await sql`CREATE FUNCTION stamp_late_speaker() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			IF EXISTS (SELECT FROM agenda_item i JOIN meeting m ON m.id = i.meeting_id
					WHERE i.id = NEW.agenda_item_id AND m.status = 'held') THEN
				SELECT coalesce(NEW.role_label, p.role_label), coalesce(NEW.organisation_id, p.organisation_id), now()
					INTO NEW.role_label, NEW.organisation_id, NEW.stamped_at
					FROM person p WHERE p.id = NEW.person_id;
			END IF;
			RETURN NEW;
		END $$`.execute(db);
	await sql`CREATE TRIGGER stamp_late_speaker BEFORE INSERT ON item_speaker FOR EACH ROW
		WHEN (NEW.stamped_at IS NULL) EXECUTE FUNCTION stamp_late_speaker()`.execute(db);
	await sql`UPDATE item_speaker s SET role_label = coalesce(s.role_label, p.role_label),
			organisation_id = p.organisation_id, stamped_at = now()
		FROM agenda_item i, meeting m, person p WHERE i.id = s.agenda_item_id AND m.id = i.meeting_id
			AND m.status = 'held' AND p.id = s.person_id`.execute(db);
}
