import { sql } from 'kysely';
import { organisationText } from '../people/organisation.rows.ts';
import type { Db } from '../platform/db.ts';
import { ACTS, rowsOf } from './person-acts.rows.ts';

/** All rows about a person, in one query; undefined when there is no such person. */
export async function readPersonData(
	db: Db,
	id: string
): Promise<Record<string, unknown> | undefined> {
	const { rows } = await sql<{ data: Record<string, unknown> }>`
		SELECT jsonb_build_object(
			'person', jsonb_build_object('id', p.id, 'name', p.name, 'role', p.role_label,
				'organisation', ${organisationText('o')}, 'languages', p.languages, 'kind', p.kind,
				'namePublished', p.publish_name, 'publicOffice', p.public_office, 'since', p.created_at),
			'formerNames', p.former_names,
			'merged', ${rowsOf(sql`SELECT former_id, stood, at FROM person_merge WHERE person_id = p.id ORDER BY at`)},
			'account', (SELECT jsonb_build_object('email', a.email, 'since', a.created_at)
				FROM account a WHERE a.person_id = p.id),
			'sessions', ${rowsOf(sql`SELECT created_at, seen_at, expires_at, device FROM session
				WHERE person_id = p.id ORDER BY created_at`)},
			'dossiers', ${rowsOf(sql`SELECT d.slug, l.level, l.role_label FROM dossier_member l
				JOIN dossier d ON d.id = l.dossier_id WHERE l.person_id = p.id ORDER BY d.slug`)},
			'nameBases', ${rowsOf(sql`SELECT m.slug AS meeting, b.basis, b.recorded_at FROM name_basis b
				JOIN meeting m ON m.id = b.meeting_id WHERE b.person_id = p.id ORDER BY b.recorded_at`)},
			'seats', ${rowsOf(sql`SELECT m.slug AS meeting, s.kind, s.heads, ${organisationText('so')} AS organisation, s.created_at,
				(SELECT jsonb_agg(jsonb_build_object('day', v.day, 'came', v.came_at, 'left', v.left_at) ORDER BY v.came_at)
					FROM presence v WHERE v.seat_id = s.id) AS presence
				FROM seat s JOIN meeting m ON m.id = s.meeting_id
				LEFT JOIN organisation so ON so.id = s.organisation_id
				WHERE s.person_id = p.id ORDER BY s.created_at`)},
			'speaker', ${rowsOf(sql`SELECT m.slug AS meeting, i.title, s.role_label, ${organisationText('so')} AS organisation, s.stamped_at,
					s.planned, s.spoke
				FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id JOIN meeting m ON m.id = i.meeting_id
				LEFT JOIN organisation so ON so.id = s.organisation_id
				WHERE s.person_id = p.id`)},
			'attendance', ${rowsOf(sql`SELECT m.slug AS meeting, a.role_label, ${organisationText('ao')} AS organisation, a.state, a.seat
				FROM attendance_person a JOIN meeting m ON m.id = a.meeting_id
				LEFT JOIN organisation ao ON ao.id = a.organisation_id WHERE a.person_id = p.id`)},
			'settlements', ${rowsOf(sql`SELECT m.slug AS meeting, t.answer, t.words, t.at FROM settlement t
				JOIN meeting m ON m.id = t.meeting_id WHERE t.actor_id = p.id ORDER BY t.at`)},
			'commands', ${rowsOf(sql`SELECT m.slug AS meeting, e.seq, e.type, e.at FROM meeting_event e
				JOIN meeting m ON m.id = e.meeting_id WHERE e.actor_id = p.id ORDER BY e.at`)},
			'notes', ${rowsOf(sql`SELECT m.slug AS meeting, d.agenda_item_id AS item, count(*) AS updates,
					min(u.at) AS first, max(u.at) AS last
				FROM doc_update u JOIN doc d ON d.id = u.doc_id JOIN meeting m ON m.id = d.meeting_id
				WHERE u.actor_id = p.id GROUP BY m.slug, d.agenda_item_id`)},
			'suggestions', ${rowsOf(sql`SELECT m.slug AS meeting, s.title, s.reason, s.status, s.created_at
				FROM suggestion s JOIN meeting m ON m.id = s.meeting_id WHERE s.person_id = p.id`)},
			'comments', ${rowsOf(sql`SELECT r.slug AS report, c.version, c.text, c.state, c.answer, c.at
				FROM report_comment c JOIN report r ON r.id = c.report_id
				WHERE c.person_id = p.id ORDER BY c.at`)},
			'participantReports', ${rowsOf(sql`SELECT m.slug AS event, r.author_role, r.opinion, r.recommendations, r.created_at
				FROM participant_report r JOIN meeting m ON m.id = r.meeting_id
				WHERE r.author_id = p.id ORDER BY r.created_at`)},
			'dossierSteps', ${rowsOf(sql`SELECT d.slug AS dossier, e.what, e.at FROM dossier_event e
				JOIN dossier d ON d.id = e.dossier_id WHERE e.actor_id = p.id ORDER BY e.at`)},
			'digests', ${rowsOf(sql`SELECT m.slug AS meeting, g.at FROM digest g
				JOIN meeting m ON m.id = g.meeting_id WHERE g.person_id = p.id ORDER BY g.at`)},
			'reportMails', ${rowsOf(sql`SELECT r.slug AS report, g.kind, g.at FROM report_mail g
				JOIN report r ON r.id = g.report_id WHERE g.person_id = p.id ORDER BY g.at`)},
			'actions', ${rowsOf(sql`SELECT m.slug AS meeting, a.due, a.state, a.note FROM action a
				JOIN meeting m ON m.id = a.meeting_id WHERE a.owner_person_id = p.id`)},
			'actionChanges', ${rowsOf(sql`SELECT m.slug AS meeting, c.at, c.state, c.due, c.note FROM action_change c
				JOIN action a ON a.id = c.action_id JOIN meeting m ON m.id = a.meeting_id
				WHERE c.actor_id = p.id ORDER BY c.at`)}
		) || ${ACTS} AS data
		FROM person p LEFT JOIN organisation o ON o.id = p.organisation_id
		WHERE p.id = ${id} AND p.erased_at IS NULL`.execute(db.withoutPlugins());
	return rows[0]?.data;
}
