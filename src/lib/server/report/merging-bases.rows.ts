import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';
import type { Merge } from './moving.rows.ts';

/** Meetings in which a person takes part, so that the name may be printed there. */
const meetingsOf = (personId: string) => sql`
	SELECT meeting_id FROM seat WHERE person_id = ${personId}
	UNION SELECT meeting_id FROM attendance_person WHERE person_id = ${personId}
	UNION SELECT i.meeting_id FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
		WHERE s.person_id = ${personId}
	UNION SELECT meeting_id FROM action WHERE owner_person_id = ${personId}
	UNION SELECT meeting_id FROM participant_report WHERE author_id = ${personId}
	UNION SELECT id FROM meeting WHERE chair_id = ${personId}`;

/**
 * Makes the stricter of two standings the one of both, before their rows become one. Who refused for
 * all meetings refuses where the other agreed, unless they agreed there themself. Who agreed for all
 * while nothing is recorded of the other has agreed in their own meetings only: no name is printed
 * where it was not before.
 */
export async function joinBases(trx: Trx, { kept, other }: Merge, actorId: string): Promise<void> {
	for (const [one, another] of [
		[kept, other],
		[other, kept]
	] as const) {
		await sql`UPDATE name_basis b SET basis = 'refused', recorded_at = now(), recorded_by = ${actorId}
			FROM person p WHERE p.id = ${one} AND NOT p.publish_name AND b.person_id = ${another}
				AND b.basis <> 'refused' AND NOT EXISTS (SELECT FROM name_basis own
					WHERE own.person_id = ${one} AND own.meeting_id = b.meeting_id)`.execute(trx);
		await sql`INSERT INTO name_basis (person_id, meeting_id, basis, recorded_by)
			SELECT p.id, theirs.meeting_id, CASE WHEN p.public_office THEN 'public-role' ELSE 'consent' END, ${actorId}
			FROM person p, person q, (${meetingsOf(one)}) theirs
			WHERE p.id = ${one} AND q.id = ${another} AND p.publish_name AND q.publish_name IS NULL
			ON CONFLICT DO NOTHING`.execute(trx);
	}
	await sql`UPDATE person k SET
			publish_name = CASE WHEN NOT k.publish_name OR NOT o.publish_name THEN false
				WHEN k.publish_name AND o.publish_name THEN true END,
			public_office = coalesce(k.publish_name AND o.publish_name AND k.public_office AND o.public_office, false)
		FROM person o WHERE k.id = ${kept} AND o.id = ${other}`.execute(trx);
}
