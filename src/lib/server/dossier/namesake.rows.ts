import { sql } from 'kysely';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { Trx } from '#lib/server/platform/db.ts';

/** What tells an author from others of the same name. */
export interface AuthorIdentity {
	role: string | null;
	organisation: OrganisationName | null;
	/** The latest other meeting of the same dossier in which they take part. */
	meeting: { slug: string; title: Localised } | null;
}

/** Whether the author of report `r` takes part in meeting `x` otherwise than by this report. */
const takesPart = sql`(x.chair_id = r.author_id
	OR EXISTS (SELECT FROM seat s WHERE s.meeting_id = x.id AND s.person_id = r.author_id)
	OR EXISTS (SELECT FROM attendance_person a WHERE a.meeting_id = x.id AND a.person_id = r.author_id)
	OR EXISTS (SELECT FROM item_speaker s JOIN agenda_item i ON i.id = s.agenda_item_id
		WHERE i.meeting_id = x.id AND s.person_id = r.author_id)
	OR EXISTS (SELECT FROM participant_report o WHERE o.meeting_id = x.id AND o.author_id = r.author_id AND o.id <> r.id))`;

/** Whether the author of report `r` is known by anything but this report. */
export const isKnownElsewhere = sql<boolean>`(r.author_id IS NOT NULL AND (
	EXISTS (SELECT FROM account c WHERE c.person_id = r.author_id)
	OR EXISTS (SELECT FROM dossier_member d WHERE d.person_id = r.author_id)
	OR EXISTS (SELECT FROM meeting x WHERE ${takesPart})))`;

/** The latest other meeting of the dossier of meeting `m` in which the author of report `r` takes part. */
export const otherMeeting = sql`(SELECT jsonb_build_object('slug', x.slug, 'title', x.title) FROM meeting x
	WHERE x.dossier_id = m.dossier_id AND x.id <> m.id AND x.kind <> 'external-event' AND ${takesPart}
	ORDER BY (SELECT max(date) FROM meeting_day y WHERE y.meeting_id = x.id) DESC NULLS LAST, x.id LIMIT 1)`;

/**
 * Gives a report an author of its own, of the same name as the one it had, with the basis that its
 * meeting records. What the report itself recorded of the one it had goes with it; what else is
 * recorded of them stays. False when the author is known by this report only.
 */
export async function insertNamesake(
	trx: Trx,
	reportId: string,
	recordedBy: string
): Promise<boolean> {
	const { rows } = await sql<{ id: string; authorId: string; meetingId: string; goes: boolean }>`
		WITH report AS (SELECT r.*, r.xmin AS written, ${isKnownElsewhere} AS known,
				EXISTS (SELECT FROM meeting x WHERE x.id = r.meeting_id AND ${takesPart}) AS part
			FROM participant_report r WHERE r.id = ${reportId}),
		made AS (INSERT INTO person (name, role_label)
			SELECT p.name, report.author_role FROM report JOIN person p ON p.id = report.author_id
			WHERE report.known AND p.name IS NOT NULL RETURNING id)
		SELECT made.id, report.author_id AS "authorId", report.meeting_id AS "meetingId",
			NOT report.part OR EXISTS (SELECT FROM name_basis b WHERE b.person_id = report.author_id
				AND b.meeting_id = report.meeting_id AND b.xmin = report.written) AS goes
		FROM made, report`.execute(trx);
	const [made] = rows;
	if (!made) return false;
	const { id, authorId, meetingId, goes } = made;
	await sql`INSERT INTO name_basis (person_id, meeting_id, basis, recorded_by)
		SELECT ${id}::uuid, meeting_id, basis, ${recordedBy}::uuid FROM name_basis
		WHERE person_id = ${authorId} AND meeting_id = ${meetingId} AND basis <> 'refused'`.execute(trx);
	if (goes)
		await sql`DELETE FROM name_basis
			WHERE person_id = ${authorId} AND meeting_id = ${meetingId} AND basis <> 'refused'`.execute(trx);
	await sql`UPDATE participant_report SET author_id = ${id} WHERE id = ${reportId}`.execute(trx);
	return true;
}
