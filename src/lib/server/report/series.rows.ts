import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import { describeNaming, nameable } from './disclosure.rows.ts';
import type { MeetingFacts } from './facts.rows.ts';

interface Neighbour {
	slug: string;
	title: Localised;
	date: string | null;
}

/**
 * Announced meetings whose minutes may be linked as the one before and the one after, where the
 * report may name them: the one that this meeting is said to follow or that follows it, and the
 * nearest of the taskforce in the dossier by its first day.
 */
export async function findNeighbours(db: Db, meeting: MeetingFacts) {
	const find = async (side: '<' | '>') => {
		const isLinked =
			side === '<' ? sql`m.id = ${meeting.followsId}` : sql`m.follows_id = ${meeting.id}`;
		// What somebody said to be the one before comes first; of those after, the nearest.
		const order = side === '<' ? sql`is_linked DESC, y.date DESC, m.id DESC` : sql`y.date, m.id`;
		const { rows } = await sql<Neighbour>`
			SELECT m.slug, m.title, y.date, coalesce(${isLinked}, false) AS is_linked FROM meeting m
			LEFT JOIN (SELECT meeting_id, min(date) AS date FROM meeting_day GROUP BY meeting_id) y ON y.meeting_id = m.id
			WHERE m.announced AND m.status <> 'cancelled' AND ${nameable(describeNaming(meeting), 'm')}
				AND (${isLinked} OR (m.dossier_id = ${meeting.dossierId} AND m.ordinal IS NOT NULL
					AND (y.date, m.id) ${sql.raw(side)} ((SELECT min(date) FROM meeting_day WHERE meeting_id = ${meeting.id}),
						${meeting.id}::uuid)))
			ORDER BY ${order} LIMIT 1`.execute(db);
		return rows[0];
	};
	const [before, after] = await Promise.all([find('<'), find('>')]);
	return { before, after };
}
