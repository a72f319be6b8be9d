import { sql } from 'kysely';
import type { UnbasedName } from '#lib/model/report-names.ts';
import type { Db } from '../platform/db.ts';

/**
 * What people of a meeting, and those with one of `ids`, are or were called; `isBased`: something is
 * recorded of whether they may be named, for the meeting or for all.
 */
export async function listCalled(
	db: Db,
	meetingId: string,
	ids: string[]
): Promise<Array<UnbasedName & { isBased: boolean }>> {
	const { rows } = await sql<UnbasedName & { isBased: boolean }>`
		SELECT p.id AS person_id, called.name, p.publish_name IS NOT NULL OR EXISTS (SELECT FROM name_basis b
			WHERE b.person_id = p.id AND b.meeting_id = ${meetingId}) AS is_based FROM person p
		CROSS JOIN LATERAL unnest(p.name || p.former_names) WITH ORDINALITY called(name, place)
		WHERE called.name IS NOT NULL
			AND (p.id = ANY(${ids}::uuid[]) OR p.id IN (
				SELECT person_id FROM seat WHERE meeting_id = ${meetingId}
				UNION SELECT person_id FROM attendance_person WHERE meeting_id = ${meetingId}
				UNION SELECT chair_id FROM meeting WHERE id = ${meetingId}
				UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
					WHERE i.meeting_id = ${meetingId}
				UNION SELECT owner_person_id FROM action WHERE meeting_id = ${meetingId}))
		ORDER BY p.id, called.place DESC`.execute(db);
	return rows;
}
