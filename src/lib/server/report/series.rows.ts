import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { describeNaming, nameable } from './disclosure.rows.ts';
import type { MeetingFacts } from './facts.rows.ts';

/** Of each meeting its first and last day, and when it begins; a day without an hour begins first. */
const DAYS = sql`SELECT meeting_id, min(date) AS date, max(date) AS last,
	min(date + coalesce(starts, '00:00'::time)) AS at FROM meeting_day GROUP BY meeting_id`;

interface Neighbour {
	slug: string;
	title: Localised;
	date: string | null;
}

/**
 * Announced meetings whose minutes may be linked as the one before and the one after, where the
 * report may name them: the one that this meeting is said to follow or that follows it, and the
 * nearest of the dossier by when it begins, of whatever kind but events of others. The one before was
 * held, or its last day is past.
 */
export async function findNeighbours(db: Db, meeting: MeetingFacts) {
	const find = async (side: '<' | '>') => {
		const isLinked =
			side === '<' ? sql`m.id = ${meeting.followsId}` : sql`m.follows_id = ${meeting.id}`;
		// What somebody said to be the one before comes first; of those after, the nearest.
		const order = side === '<' ? sql`is_linked DESC, y.at DESC, m.id DESC` : sql`y.at, m.id`;
		const wasHeld = side === '<' ? sql`(m.status = 'held' OR y.last < current_date)` : sql`true`;
		const { rows } = await sql<Neighbour>`
			SELECT m.slug, m.title, y.date, coalesce(${isLinked}, false) AS is_linked FROM meeting m
			LEFT JOIN (${DAYS}) y ON y.meeting_id = m.id
			WHERE m.announced AND ${wasHeld} AND m.status <> 'cancelled' AND ${nameable(describeNaming(meeting), 'm')}
				AND (${isLinked} OR (m.dossier_id = ${meeting.dossierId} AND m.kind <> 'external-event'
					AND (y.at, m.id) ${sql.raw(side)} ((SELECT own.at FROM (${DAYS}) own WHERE own.meeting_id = ${meeting.id}),
						${meeting.id}::uuid)))
			ORDER BY ${order} LIMIT 1`.execute(db);
		return rows[0];
	};
	const [before, after] = await Promise.all([find('<'), find('>')]);
	return { before, after };
}
