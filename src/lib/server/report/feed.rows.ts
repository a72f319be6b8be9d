import { sql } from 'kysely';
import type { ReportContent } from '#lib/model/report.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import type { Db } from '../platform/db.ts';
import { givenText } from './attendance.rows.ts';

/** What everybody may read of the current versions of the named reports, in one query. */
export async function listPublicContents(db: Db, slugs: string[]) {
	if (!slugs.length) return [];
	const { rows } = await sql<{
		slug: string;
		version: number;
		state: string;
		at: Date;
		content: ReportContent;
	}>`SELECT r.slug, r.version, report_version.state, report_version.at,
			${givenText('report_version.content', ['public'])} AS content FROM report r
		JOIN report_version ON report_version.report_id = r.id AND report_version.version = r.version
		JOIN meeting ON meeting.id = r.meeting_id
		WHERE r.slug = ANY (${slugs}) AND r.state IN ('provisional', 'published', 'superseded')
			AND ${readableMeeting(null)}`.execute(db);
	return rows;
}
