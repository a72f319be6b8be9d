import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';

/** Hours and place of the meeting `m` as a notice keeps what its words name. */
export const noticeFacts = sql`jsonb_build_object(
	'hours', (SELECT coalesce(jsonb_agg(jsonb_build_array(y.starts, y.ends, y.half, y.remote,
			CASE WHEN y.starts IS NOT NULL THEN m.timezone END) ORDER BY y.day), '[]')
		FROM meeting_day y WHERE y.meeting_id = m.id),
	'place', jsonb_build_array(m.mode, m.city, m.place ->> 'name', m.place ->> 'address', m.place ->> 'postcode'))`;

/** By language, which of these the notice `p` names otherwise than the meeting `m` has them now. */
export const noticeFactsChanged = sql`(SELECT coalesce(jsonb_object_agg(named.key, ARRAY(
		SELECT fact.key FROM jsonb_each(${noticeFacts}) fact
		WHERE named.value -> fact.key <> fact.value ORDER BY fact.key)), '{}')
	FROM jsonb_each(p.notice_facts) named)`;

/**
 * Of the meeting that the notice `p` tells of: what the notice must be read with, and whether its
 * words name other dates, hours or places than the meeting has.
 */
export function noticeMeeting(actor: Actor | null): RawBuilder<unknown> {
	return sql`SELECT m.status_history AS told, m.status = 'cancelled' OR EXISTS (
				SELECT FROM jsonb_each(p.notice_dates) named WHERE named.value <> days.dates)
				OR jsonb_path_exists(changed.facts, '$.*[*]') AS is_old,
			jsonb_build_object('isCancelled', m.status = 'cancelled', 'dates', days.dates,
				'named', coalesce(p.notice_dates, '{}'), 'changed', changed.facts) AS meeting
		FROM meeting m CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(y.date ORDER BY y.day), '[]') AS dates
			FROM meeting_day y WHERE y.meeting_id = m.id) days
		CROSS JOIN LATERAL (SELECT ${noticeFactsChanged} AS facts) changed
		WHERE m.id = p.notice_of AND ${readableMeeting(actor, 'm')}`;
}
