import { sql } from 'kysely';
import type { ReportContent } from '#lib/model/report.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import type { Db } from '../platform/db.ts';

/** What everybody may read of the current versions of the named reports, in one query. */
export async function listPublicContents(db: Db, slugs: string[]) {
	if (!slugs.length) return [];
	const { rows } = await sql<{
		slug: string;
		version: number;
		state: string;
		at: Date;
		content: ReportContent;
	}>`SELECT r.slug, r.version, v.state, v.at, v.content FROM report r
		JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id
		WHERE r.slug = ANY (${slugs}) AND r.state IN ('provisional', 'published', 'superseded')
			AND ${readableMeeting(null, 'm')}`.execute(db);
	return rows;
}
