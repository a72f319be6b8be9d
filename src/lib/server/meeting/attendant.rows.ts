import { sql } from 'kysely';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '../people/organisation.rows.ts';
import type { Trx } from '../platform/db.ts';
import type { How } from './attendance-list.rows.ts';

/** Somebody who bears a name, with what tells them from others who do. */
export interface Namesake {
	id: string;
	roleLabel: string | null;
	organisation: OrganisationName | null;
}

/**
 * People of that name whom the meeting may name: nobody is found in other taskforces. With an
 * organisation only those who belong to it.
 */
export async function findNamesakes(
	trx: Trx,
	meetingId: string,
	name: string,
	organisationId: string | null
): Promise<Namesake[]> {
	const { rows } = await sql<Namesake>`
		WITH near AS (SELECT other.id FROM meeting m JOIN meeting other ON other.id = m.id
			OR other.dossier_id = m.dossier_id WHERE m.id = ${meetingId})
		SELECT p.id, p.role_label AS "roleLabel", ${organisationName('o')} AS organisation
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.erased_at IS NULL AND bears(p, ${name})
			AND (${organisationId}::uuid IS NULL OR p.organisation_id = ${organisationId}::uuid)
			AND p.id IN (
				SELECT d.person_id FROM dossier_member d JOIN meeting m ON m.dossier_id = d.dossier_id
					WHERE m.id = ${meetingId}
				UNION SELECT s.person_id FROM seat s WHERE s.meeting_id IN (SELECT id FROM near)
				UNION SELECT a.person_id FROM attendance_person a WHERE a.meeting_id IN (SELECT id FROM near)
				UNION SELECT s.person_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
					WHERE i.meeting_id IN (SELECT id FROM near))
		ORDER BY p.id LIMIT 20`.execute(trx);
	return rows;
}

export async function insertPerson(
	trx: Trx,
	person: { name: string; roleLabel: string | null; organisationId: string | null }
): Promise<string> {
	const { id } = await trx
		.insertInto('person')
		.values(person)
		.returning('id')
		.executeTakeFirstOrThrow();
	return id;
}

/** False when the person is on the list already. */
export async function insertAttendant(
	trx: Trx,
	row: How & {
		meetingId: string;
		personId: string;
		organisationId: string | null;
		roleLabel: string | null;
	}
): Promise<boolean> {
	const inserted = await trx
		.insertInto('attendancePerson')
		.values(row)
		.onConflict((conflict) => conflict.doNothing())
		.returning('personId')
		.executeTakeFirst();
	return inserted !== undefined;
}
