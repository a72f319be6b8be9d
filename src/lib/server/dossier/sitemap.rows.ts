import { sql } from 'kysely';
import {
	readableDossier,
	readableInDossier,
	readableMeeting
} from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** Slugs hold no character that XML would need escaped. */
export async function listPublicPathRows(db: Db): Promise<string[]> {
	const { rows } = await sql<{ path: string }>`
		SELECT '/dossiers/' || d.slug AS path FROM dossier d WHERE ${readableDossier(null, 'd')}
		UNION ALL SELECT CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug
			FROM meeting m WHERE ${readableMeeting(null, 'm')}
		UNION ALL SELECT '/reports/' || r.slug FROM report r JOIN meeting m ON m.id = r.meeting_id
			WHERE r.state IN ('provisional', 'published', 'superseded') AND ${readableMeeting(null, 'm')}
		UNION ALL SELECT '/library/' || f.slug FROM film f WHERE ${readableInDossier(null, 'f')}
		UNION ALL SELECT '/organisations/' || slug FROM organisation`.execute(db);
	return rows.map((row) => row.path);
}
