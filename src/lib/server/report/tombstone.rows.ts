import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import { readableDossier, readableMeeting } from '../people/reading.rows.ts';
import type { Db } from '../platform/db.ts';
import type { Tombstone } from './tombstone.ts';

export async function findTombstone(
	db: Db,
	actor: Actor | null,
	meetingId: string
): Promise<Tombstone> {
	const { rows } = await sql<Tombstone>`SELECT m.title,
			(SELECT min(date) FROM meeting_day WHERE meeting_id = m.id) AS date,
			CASE WHEN ${readableMeeting(actor, 'm')} THEN m.slug END AS meeting,
			CASE WHEN d.id IS NOT NULL AND ${readableDossier(actor, 'd')}
				THEN jsonb_build_object('slug', d.slug, 'title', d.title) END AS dossier
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id WHERE m.id = ${meetingId}`.execute(db);
	return rows[0]!;
}
