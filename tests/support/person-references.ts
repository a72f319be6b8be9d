import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

/** Every column of the database that points to a table. */
export async function listReferences(db: Db, table: string): Promise<string[]> {
	const { rows } = await sql<{ name: string }>`
		SELECT c.conrelid::regclass || '.' || a.attname AS name FROM pg_constraint c
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey)
		WHERE c.contype = 'f' AND c.confrelid = ${table}::regclass ORDER BY name`.execute(db);
	return rows.map(({ name }) => name);
}

/** One row in every table that can point to a person. */
export async function seedReferences(db: Db, id: string, dossierId: string): Promise<void> {
	const m = sql`(SELECT id FROM meeting WHERE slug = 'bretagne-1')`;
	const r = sql`(SELECT id FROM report WHERE slug = 'bretagne-1')`;
	const org = sql`(SELECT min(id::text)::uuid FROM organisation)`;
	const item = sql`(SELECT min(i.id::text)::uuid FROM agenda_item i WHERE i.meeting_id = ${m})`;
	const action = sql`(SELECT min(id::text)::uuid FROM action)`;
	const statements = [
		sql`INSERT INTO account (person_id, email, password_hash) VALUES (${id}, ${`${id}@demo.example`}, 'x')`,
		sql`INSERT INTO action_change (action_id, actor_id, owner_person_id, state) VALUES (${action}, ${id}, ${id}, 'open')`,
		sql`UPDATE action SET owner_organisation_id = NULL, owner_person_id = ${id} WHERE id = ${action}`,
		sql`UPDATE agenda_item SET suggested_by = ${id} WHERE id = ${item}`,
		sql`INSERT INTO doc_snapshot (doc_id, upto_seq, state, actor_id) SELECT min(id::text)::uuid, 1, '\\x00', ${id}::uuid FROM doc`,
		sql`UPDATE doc_update SET actor_id = ${id} WHERE ctid = (SELECT min(ctid) FROM doc_update)`,
		sql`INSERT INTO dossier_event (dossier_id, actor_id, what) VALUES (${dossierId}, ${id}, 'facts-changed')`,
		sql`INSERT INTO erasure (actor_id, person_id, places) VALUES (${id}, gen_random_uuid(), '{}')`,
		sql`UPDATE film SET speaker_id = ${id} WHERE ctid = (SELECT min(ctid) FROM film)`,
		sql`INSERT INTO invitation (meeting_id, token_hash, label, seat_kind, expires_at, created_by)
			VALUES (${m}, ${id}, 'x', 'viewer', now(), ${id})`,
		sql`UPDATE invitee SET answer_recorded_by = ${id} WHERE ctid = (SELECT min(ctid) FROM invitee)`,
		sql`INSERT INTO invitee_mail (meeting_id, organisation_id, kind, actor_id)
			SELECT meeting_id, organisation_id, 'invitation', ${id}::uuid FROM invitee LIMIT 1`,
		sql`UPDATE meeting SET chair_id = ${id} WHERE slug = 'bretagne-1'`,
		sql`INSERT INTO meeting_event (meeting_id, seq, command_id, actor_id, type, payload)
			VALUES (${m}, 9001, gen_random_uuid(), ${id}, 'item.edited', jsonb_build_object('personId', ${id}::text))`,
		sql`INSERT INTO meeting_letter (meeting_id, kind, language, subject, body, facts_version, saved_by)
			VALUES (${m}, 'notice', 'fr', 'x', 'x', 1, ${id})`,
		sql`INSERT INTO name_basis (person_id, meeting_id, basis, recorded_by) VALUES (${id}, ${m}, 'consent', ${id})`,
		sql`INSERT INTO organisation_merge (former_id, organisation_id, actor_id, stood) VALUES (gen_random_uuid(), ${org}, ${id}, '{}')`,
		sql`UPDATE participant_report SET author_id = ${id} WHERE ctid = (SELECT min(ctid) FROM participant_report)`,
		sql`INSERT INTO person_merge (former_id, person_id, actor_id, stood) VALUES (gen_random_uuid(), ${id}, ${id}, '{}')`,
		sql`UPDATE report SET withdrawn_by = ${id} WHERE id = ${r}`,
		sql`INSERT INTO report_annex (report_id, file, type, bytes, actor_id) VALUES (${r}, 'x', 'application/pdf', 1, ${id})`,
		sql`INSERT INTO report_comment (report_id, version, person_id, text, answered_by) VALUES (${r}, 1, ${id}, 'x', ${id})`,
		sql`INSERT INTO report_translation (report_id, version, language, texts, complete, actor_id)
			VALUES (${r}, 1, 'da', '{}', false, ${id})`,
		sql`SELECT set_config('emvod.erasure', 'on', false)`,
		sql`UPDATE report_version SET actor_id = ${id} WHERE report_id = ${r} AND version = 1`,
		sql`SELECT set_config('emvod.erasure', 'off', false)`,
		sql`INSERT INTO report_withdrawal (report_id, version, withdrawn_at, withdrawn_by, reason, reinstated_by, is_version_readable)
			VALUES (${r}, 1, now(), ${id}, 'x', ${id}, true)`,
		sql`INSERT INTO session (id_hash, person_id, expires_at) VALUES (${id}, ${id}, now() + interval '1 day')`,
		sql`INSERT INTO settlement (meeting_id, item_id, person_id, actor_id, answer) VALUES (${m}, ${item}, ${id}, ${id}, 'held')`,
		sql`INSERT INTO suggestion (id, meeting_id, person_id, title, status, created_at)
			VALUES (gen_random_uuid(), ${m}, ${id}, '{}', 'open', now())`,
		sql`INSERT INTO seat (meeting_id, person_id, organisation_id, kind) VALUES (${m}, ${id}, ${org}, 'speaker')`,
		sql`INSERT INTO attendance_person (meeting_id, person_id, state) VALUES (${m}, ${id}, 'present')`,
		sql`INSERT INTO item_speaker (agenda_item_id, person_id, position) VALUES (${item}, ${id}, 9)`,
		sql`INSERT INTO digest (meeting_id, person_id) VALUES (${m}, ${id})`,
		sql`INSERT INTO report_mail (kind, report_id, person_id, subject) VALUES ('answer', ${r}, ${id}, 'x')`
	];
	await db.connection().execute(async (own) => {
		for (const statement of statements) await statement.execute(own);
	});
}
