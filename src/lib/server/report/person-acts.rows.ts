import { sql, type RawBuilder } from 'kysely';
import { organisationText } from '../people/organisation.rows.ts';

/** The rows of a query as one JSON list, empty when there are none. */
export const rowsOf = (query: RawBuilder<unknown>) =>
	sql`coalesce((SELECT jsonb_agg(to_jsonb(one)) FROM (${query}) one), '[]')`;

const ofMeeting = (alias: string) => sql.raw(`JOIN meeting m ON m.id = ${alias}.meeting_id`);
const ofReport = (alias: string) => sql.raw(`JOIN report r ON r.id = ${alias}.report_id`);

/**
 * What the person `p` did for the record of others, and what stands there of them: where, when and
 * which, without the people whom it concerned.
 */
export const ACTS = sql`jsonb_build_object(
	'films', ${rowsOf(sql`SELECT f.slug AS film, f.title, f.date FROM film f WHERE f.speaker_id = p.id ORDER BY f.slug`)},
	'chaired', ${rowsOf(sql`SELECT m.slug AS meeting, m.status FROM meeting m WHERE m.chair_id = p.id ORDER BY m.slug`)},
	'settledOf', ${rowsOf(sql`SELECT m.slug AS meeting, t.answer, t.words, t.note, t.stood, t.at
		FROM settlement t ${ofMeeting('t')} WHERE t.person_id = p.id ORDER BY t.at`)},
	'actionsGiven', ${rowsOf(sql`SELECT m.slug AS meeting, c.at, c.state, c.due FROM action_change c
		JOIN action a ON a.id = c.action_id ${ofMeeting('a')} WHERE c.owner_person_id = p.id ORDER BY c.at`)},
	'itemsSuggested', ${rowsOf(sql`SELECT m.slug AS meeting, i.title, i.created_at FROM agenda_item i
		${ofMeeting('i')} WHERE i.suggested_by = p.id ORDER BY i.created_at`)},
	'reportVersions', ${rowsOf(sql`SELECT r.slug AS report, v.version, v.kind, v.state, v.reason, v.at
		FROM report_version v ${ofReport('v')} WHERE v.actor_id = p.id ORDER BY v.at`)},
	'translations', ${rowsOf(sql`SELECT r.slug AS report, t.version, t.language, t.complete, t.at
		FROM report_translation t ${ofReport('t')} WHERE t.actor_id = p.id ORDER BY t.at`)},
	'annexes', ${rowsOf(sql`SELECT r.slug AS report, x.id AS annex, x.type, x.bytes, x.at
		FROM report_annex x ${ofReport('x')} WHERE x.actor_id = p.id ORDER BY x.at`)},
	'withdrawals', ${rowsOf(sql`SELECT report, reason, at FROM (
			SELECT r.slug AS report, r.withdrawn_reason AS reason, r.withdrawn_at AS at FROM report r
				WHERE r.withdrawn_by = p.id
			UNION ALL SELECT r.slug, w.reason, w.withdrawn_at FROM report_withdrawal w ${ofReport('w')}
				WHERE w.withdrawn_by = p.id) gone ORDER BY at`)},
	'reinstatements', ${rowsOf(sql`SELECT r.slug AS report, w.version, w.reinstated_at AS at
		FROM report_withdrawal w ${ofReport('w')} WHERE w.reinstated_by = p.id ORDER BY w.reinstated_at`)},
	'commentsAnswered', ${rowsOf(sql`SELECT r.slug AS report, c.version, c.answer, c.answered_at AS at
		FROM report_comment c ${ofReport('c')} WHERE c.answered_by = p.id ORDER BY c.answered_at`)},
	'invitationsMade', ${rowsOf(sql`SELECT m.slug AS meeting, i.seat_kind, i.created_at AS at
		FROM invitation i ${ofMeeting('i')} WHERE i.created_by = p.id ORDER BY i.created_at`)},
	'answersRecorded', ${rowsOf(sql`SELECT m.slug AS meeting, ${organisationText('o')} AS organisation, i.answer, i.answered_at AS at
		FROM invitee i ${ofMeeting('i')} JOIN organisation o ON o.id = i.organisation_id
		WHERE i.answer_recorded_by = p.id ORDER BY i.answered_at`)},
	'mailsSent', ${rowsOf(sql`SELECT m.slug AS meeting, ${organisationText('o')} AS organisation, g.kind, g.language, g.at
		FROM invitee_mail g ${ofMeeting('g')} JOIN organisation o ON o.id = g.organisation_id
		WHERE g.actor_id = p.id ORDER BY g.at`)},
	'letters', ${rowsOf(sql`SELECT m.slug AS meeting, l.kind, l.language, l.subject, l.body, l.saved_at AS at
		FROM meeting_letter l ${ofMeeting('l')} WHERE l.saved_by = p.id ORDER BY l.saved_at`)},
	'basesRecorded', ${rowsOf(sql`SELECT m.slug AS meeting, b.basis, b.recorded_at AS at
		FROM name_basis b ${ofMeeting('b')} WHERE b.recorded_by = p.id ORDER BY b.recorded_at`)},
	'notesKept', ${rowsOf(sql`SELECT m.slug AS meeting, d.agenda_item_id AS item, s.name, s.reason, s.at
		FROM doc_snapshot s JOIN doc d ON d.id = s.doc_id ${ofMeeting('d')} WHERE s.actor_id = p.id ORDER BY s.at`)},
	'erasures', ${rowsOf(sql`SELECT e.at FROM erasure e WHERE e.actor_id = p.id ORDER BY e.at`)},
	'merges', ${rowsOf(sql`SELECT g.at FROM person_merge g WHERE g.actor_id = p.id ORDER BY g.at`)},
	'organisationMerges', ${rowsOf(sql`SELECT ${organisationText('o')} AS organisation, g.at FROM organisation_merge g
		JOIN organisation o ON o.id = g.organisation_id WHERE g.actor_id = p.id ORDER BY g.at`)}
)`;
