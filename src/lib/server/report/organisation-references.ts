import { sql } from 'kysely';
import type { Pair } from './moving.rows.ts';

/** Columns that point to an organisation and follow, whatever else their row says. */
export const FOLLOWING = [
	'action.owner_organisation_id',
	'action_change.owner_organisation_id',
	'agenda_item.organisation_id',
	'attendance_person.organisation_id',
	'dossier.funder_id',
	'equipment_check.organisation_id',
	'equipment_check.payer_id',
	'film.source_id',
	'invitation.organisation_id',
	'item_speaker.organisation_id',
	'key_figure.source_id',
	'meeting.funder_id',
	'meeting.host_id',
	'meeting.presented_by_id',
	'organisation.parent_id',
	'organisation_merge.organisation_id',
	'participant_report.covered_by_id',
	'person.organisation_id',
	'publication.source_id',
	'report_comment.organisation_id',
	'result.organisation_id',
	'seat.organisation_id'
];

const first = sql`position = least(k.position, o.position)`;
const dated = { take: sql`since = least(k.since, o.since), note = coalesce(k.note, o.note)` };
const STATES = sql`ARRAY['expected','absent','apologies','present']`;
/** Condition: the other row says more of who came. */
const saysMore = sql`array_position(${STATES}, o.state) > array_position(${STATES}, k.state)`;
/** Condition: of two answers that of the other was given last. */
const answeredLast = sql`o.answer IS NOT NULL AND (k.answer IS NULL OR o.answered_at > k.answered_at)`;
const ANSWER = ['answer', 'answered_at', 'answered_by', 'answer_note', 'answer_recorded_by'];

/** Columns of rows of which an organisation has one for each thing. */
export const PAIRED: Record<string, Pair> = {
	// Two that both came were counted as two: so many people were there.
	'attendance.organisation_id': {
		by: 'meeting_id',
		take: sql`state = CASE WHEN ${saysMore} THEN o.state ELSE k.state END,
			heads = CASE WHEN ${saysMore} THEN coalesce(o.heads, k.heads)
				WHEN o.state = k.state AND k.state = 'present' THEN coalesce(k.heads + o.heads, k.heads, o.heads)
				ELSE coalesce(k.heads, o.heads) END,
			seat = CASE WHEN ${saysMore} THEN coalesce(o.seat, k.seat) ELSE coalesce(k.seat, o.seat) END,
			equipment_check_id = coalesce(k.equipment_check_id, o.equipment_check_id)`
	},
	'budget_payer.organisation_id': { by: 'budget_line_id' },
	'dossier_organisation.organisation_id': { by: '(dossier_id, role)', take: first },
	'invitee.organisation_id': {
		by: 'meeting_id',
		take: sql`is_key = k.is_key OR o.is_key, ${first}, ${sql.join(
			ANSWER.map(
				(column) =>
					sql`${sql.id(column)} = CASE WHEN ${answeredLast} THEN ${sql.ref(`o.${column}`)} ELSE ${sql.ref(`k.${column}`)} END`
			)
		)}`,
		led: {
			table: 'invitee_mail',
			column: 'organisation_id',
			key: 'organisation_id',
			within: 'meeting_id'
		}
	},
	'item_organisation.organisation_id': { by: 'agenda_item_id', take: first },
	'meeting_organisation.organisation_id': { by: '(meeting_id, role)', take: first },
	'organisation_relation.from_id': { by: '(to_id, kind)', ...dated },
	'organisation_relation.to_id': { by: '(from_id, kind)', ...dated }
};
