import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';

/**
 * Of the meeting that the notice `p` tells of: what the notice must be read with, and whether its
 * words name other dates than the meeting has.
 */
export function noticeMeeting(actor: Actor | null): RawBuilder<unknown> {
	return sql`SELECT m.status_history AS told, m.status = 'cancelled' OR EXISTS (
				SELECT FROM jsonb_each(p.notice_dates) named WHERE named.value <> days.dates) AS is_old,
			jsonb_build_object('isCancelled', m.status = 'cancelled', 'dates', days.dates,
				'named', coalesce(p.notice_dates, '{}')) AS meeting
		FROM meeting m CROSS JOIN LATERAL (SELECT coalesce(jsonb_agg(y.date ORDER BY y.day), '[]') AS dates
			FROM meeting_day y WHERE y.meeting_id = m.id) days
		WHERE m.id = p.notice_of AND ${readableMeeting(actor, 'm')}`;
}
