import { sql } from 'kysely';
import type { NoteCircumstances } from '#lib/model/note-access.ts';
import type { Db } from '../platform/db.ts';

/** What decides over the rights of these people on the notes of an item, in one query. */
export async function readCircumstances(
	db: Db,
	itemId: string,
	personIds: string[]
): Promise<Map<string, NoteCircumstances>> {
	const { rows } = await sql<NoteCircumstances & { personId: string }>`
		SELECT p.id AS person_id, p.is_admin, m.status, i.access, i.removed_at IS NOT NULL AS is_removed,
			s.kind AS seat, coalesce(m.chair_id = p.id, false) AS is_chair, d.level,
			EXISTS (
				SELECT FROM item_speaker x WHERE x.agenda_item_id = i.id AND x.person_id = p.id
			) AS is_speaker
		FROM agenda_item i
		JOIN meeting m ON m.id = i.meeting_id
		JOIN person p ON p.id = ANY(${personIds}::uuid[])
		LEFT JOIN seat s ON s.meeting_id = m.id AND s.person_id = p.id AND s.removed_at IS NULL
		LEFT JOIN dossier_member d ON d.dossier_id = m.dossier_id AND d.person_id = p.id
		WHERE i.id = ${itemId}`.execute(db);
	return new Map(rows.map(({ personId, ...facts }) => [personId, facts]));
}
