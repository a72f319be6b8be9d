import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

/** One row in every table that can point to an organisation. */
export async function seedOrganisationReferences(
	db: Db,
	id: string,
	dossierId: string
): Promise<void> {
	const m = sql`(SELECT id FROM meeting WHERE slug = 'bretagne-1')`;
	const r = sql`(SELECT id FROM report WHERE slug = 'bretagne-1')`;
	const org = sql`(SELECT min(id::text)::uuid FROM organisation WHERE id <> ${id})`;
	const person = sql`(SELECT min(id::text)::uuid FROM person)`;
	const item = sql`(SELECT min(i.id::text)::uuid FROM agenda_item i WHERE i.meeting_id = ${m})`;
	const action = sql`(SELECT min(id::text)::uuid FROM action)`;
	const line = sql`(SELECT min(id::text)::uuid FROM budget_line)`;
	const one = (table: string, column: string) =>
		sql`UPDATE ${sql.table(table)} SET ${sql.id(column)} = ${id}
			WHERE ctid = (SELECT min(ctid) FROM ${sql.table(table)})`;
	const statements = [
		sql`INSERT INTO action_change (action_id, owner_organisation_id, state) VALUES (${action}, ${id}, 'open')`,
		sql`UPDATE action SET owner_organisation_id = ${id}, owner_person_id = NULL WHERE id = ${action}`,
		sql`UPDATE agenda_item SET organisation_id = ${id} WHERE id = ${item}`,
		sql`INSERT INTO attendance (meeting_id, organisation_id, state) VALUES (${m}, ${id}, 'present')`,
		sql`INSERT INTO attendance_person (meeting_id, person_id, organisation_id, state)
			VALUES (${m}, ${person}, ${id}, 'present') ON CONFLICT (meeting_id, person_id) DO UPDATE SET organisation_id = ${id}`,
		sql`INSERT INTO budget_payer (budget_line_id, organisation_id) VALUES (${line}, ${id})`,
		sql`UPDATE dossier SET funder_id = ${id} WHERE id = ${dossierId}`,
		sql`INSERT INTO dossier_organisation (dossier_id, organisation_id, role) VALUES (${dossierId}, ${id}, 'partner')`,
		sql`INSERT INTO equipment_check (organisation_id, payer_id, details) VALUES (${id}, ${id}, '{}')`,
		one('film', 'source_id'),
		sql`INSERT INTO invitation (meeting_id, organisation_id, token_hash, label, seat_kind, expires_at)
			VALUES (${m}, ${id}, ${id}, 'x', 'viewer', now())`,
		sql`INSERT INTO invitee (meeting_id, organisation_id) VALUES (${m}, ${id})`,
		sql`INSERT INTO item_organisation (agenda_item_id, organisation_id) VALUES (${item}, ${id})`,
		one('item_speaker', 'organisation_id'),
		sql`INSERT INTO key_figure (dossier_id, label, value, date_precision, source_id)
			VALUES (${dossierId}, '{}', 1, 'unknown', ${id})`,
		sql`UPDATE meeting SET funder_id = ${id}, host_id = ${id}, presented_by_id = ${id} WHERE slug = 'bretagne-1'`,
		sql`INSERT INTO meeting_organisation (meeting_id, organisation_id, role) VALUES (${m}, ${id}, 'support')`,
		sql`INSERT INTO organisation (slug, name, parent_id) VALUES (${`part-${id}`}, 'Part', ${id})`,
		sql`INSERT INTO organisation_merge (former_id, organisation_id, stood) VALUES (gen_random_uuid(), ${id}, '{}')`,
		sql`INSERT INTO organisation_relation (from_id, to_id, kind) VALUES (${id}, ${org}, 'member'), (${org}, ${id}, 'partner')`,
		one('participant_report', 'covered_by_id'),
		sql`UPDATE person SET organisation_id = ${id} WHERE id = ${person}`,
		one('publication', 'source_id'),
		sql`INSERT INTO report_comment (report_id, version, person_id, organisation_id, text) VALUES (${r}, 1, ${person}, ${id}, 'x')`,
		one('result', 'organisation_id'),
		sql`INSERT INTO seat (meeting_id, person_id, organisation_id, kind) VALUES (${m}, ${person}, ${id}, 'viewer')
			ON CONFLICT (meeting_id, person_id) DO UPDATE SET organisation_id = ${id}`
	];
	for (const statement of statements) await statement.execute(db);
}
