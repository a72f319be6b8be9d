import { sql } from 'kysely';
import type { ReportContent } from '#lib/model/report.ts';
import { readableMeeting } from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '../people/refusal.rows.ts';
import { give } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { givenText } from './attendance.rows.ts';

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
	}>`SELECT r.slug, r.version, report_version.state, report_version.at,
			${givenText('report_version.content', ['public'])} AS content, meeting.id AS meeting_id,
			meeting.visibility AS meeting_visibility, meeting.dossier_id, d.visibility AS dossier_visibility
		FROM report r
		JOIN report_version ON report_version.report_id = r.id AND report_version.version = r.version
		JOIN meeting ON meeting.id = r.meeting_id LEFT JOIN dossier d ON d.id = meeting.dossier_id
		WHERE r.slug = ANY (${slugs}) AND r.state IN ('provisional', 'published', 'superseded')
			AND ${readableMeeting(null)}`.execute(db);
	return rows;
}

/** Who wrote these participants' reports, by what the timeline calls each: the name where it is printed, else the role. */
export async function listParticipants(db: Db, ids: string[]): Promise<Map<string, string>> {
	if (!ids.length) return new Map();
	const id = sql`coalesce(r.import_key, r.id::text)`;
	const { rows } = await sql<{ id: string; name: string; saidOf: Source }>`
		SELECT ${id} AS id, coalesce(printed_name(author, r.meeting_id), r.author_role) AS name,
			${saidOf('meeting', 'r.meeting_id')} AS "saidOf"
		FROM participant_report r LEFT JOIN person author ON author.id = r.author_id
		WHERE ${id} = ANY (${ids})`.execute(db);
	const given = await give(db, rows);
	return new Map(given.map(({ id, name }) => [id, name]));
}
