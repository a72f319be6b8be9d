import { sql } from 'kysely';
import type { Speaker } from '#lib/model/report.ts';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';

/** As what, and for whom, people take part in a meeting: as the list or their seat says, else as always. */
export async function listStandings(
	db: Db,
	meetingId: string,
	ids: string[]
): Promise<Array<Pick<Speaker, 'role' | 'organisation'> & { id: string }>> {
	if (ids.length === 0) return [];
	const { rows } = await sql<Pick<Speaker, 'role' | 'organisation'> & { id: string }>`
		SELECT p.id, coalesce(came.role_label, s.role_label, p.role_label) AS role,
			${organisationText('o')} AS organisation
		FROM person p
		LEFT JOIN attendance_person came ON came.person_id = p.id AND came.meeting_id = ${meetingId}
		LEFT JOIN seat s ON s.person_id = p.id AND s.meeting_id = ${meetingId}
		LEFT JOIN organisation o
			ON o.id = coalesce(came.organisation_id, s.organisation_id, p.organisation_id)
		WHERE p.id = ANY(${ids}::uuid[])`.execute(db);
	return rows;
}
