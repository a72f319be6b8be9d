import { sql } from 'kysely';
import type { ReportContent } from '#lib/model/report.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import type { Db } from '../platform/db.ts';

/** What everybody may read of the current versions of the named reports as published, in one query. */
export async function listPublicContents(db: Db, slugs: string[]) {
	if (!slugs.length) return [];
	const { rows } = await sql<{
		slug: string;
		version: number;
		state: string;
		at: Date;
		content: ReportContent;
		meetingId: string;
		meetingVisibility: string;
		dossierId: string | null;
		dossierVisibility: string | null;
	}>`SELECT r.slug, r.version, v.state, v.at, v.content, m.id AS meeting_id,
			m.visibility AS meeting_visibility, m.dossier_id, d.visibility AS dossier_visibility FROM report r
		JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
		WHERE r.slug = ANY (${slugs}) AND r.state IN ('provisional', 'published', 'superseded')
			AND ${readableMeeting(null, 'm')}`.execute(db);
	return rows;
}
