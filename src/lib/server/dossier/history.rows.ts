import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';
import type { HistoryStep } from './history.ts';

export async function listSteps(db: Db, dossierId: string, limit: number): Promise<HistoryStep[]> {
	const rows = await db
		.selectFrom('dossierEvent as e')
		.leftJoin('person as p', 'p.id', 'e.actorId')
		.select(['e.at', 'e.what', 'e.subject', sql<string | null>`NULL`.as('href')])
		.select(sql<string | null>`coalesce(p.name, p.role_label)`.as('who'))
		.where('e.dossierId', '=', dossierId)
		.orderBy('e.at', 'desc')
		.orderBy('e.id', 'desc')
		.limit(limit)
		.execute();
	return rows as unknown as HistoryStep[];
}

/** The steps of a meeting's life by their status; one that leads back from a cancellation is another. */
const STEPS = sql`CASE WHEN step.taken ->> 'status' <> 'cancelled' AND former.taken ->> 'status' = 'cancelled' THEN 'meeting-revived'
	WHEN step.taken ->> 'status' = 'scheduled' THEN 'meeting-announced' ELSE 'meeting-' || (step.taken ->> 'status') END`;

/** Reports filed, published, corrected, replaced and withdrawn: each with its time and, where it is kept, its actor. */
const REPORT_STEPS = sql`
	SELECT r.meeting_id, r.slug, r.created_at AS at, NULL::uuid AS by, 'report-filed' AS what FROM report r
		WHERE r.import_key IS NULL
	UNION ALL SELECT r.meeting_id, r.slug, v.at, v.actor_id, CASE WHEN v.state = 'provisional' THEN 'report-provisional'
			WHEN v.kind = 'first' THEN 'report-published' WHEN v.kind = 'reinstated' THEN 'report-reinstated'
			ELSE 'report-corrected' END FROM report_version v JOIN report r ON r.id = v.report_id
	UNION ALL SELECT meeting_id, slug, superseded_at, NULL, 'report-superseded' FROM report WHERE superseded_at IS NOT NULL
	UNION ALL SELECT meeting_id, slug, withdrawn_at, withdrawn_by, 'report-withdrawn' FROM report WHERE withdrawn_at IS NOT NULL
	UNION ALL SELECT r.meeting_id, r.slug, w.withdrawn_at, w.withdrawn_by, 'report-withdrawn'
		FROM report_withdrawal w JOIN report r ON r.id = w.report_id`;

/**
 * Meetings announced, moved, cancelled, opened and closed, organisations invited, links for guests
 * made, steps of reports, contradictions settled: each with its time and actor.
 */
export async function listMeetingSteps(
	db: Db,
	dossierId: string,
	limit: number
): Promise<HistoryStep[]> {
	const { rows } = await sql<HistoryStep>`
		SELECT * FROM (
			SELECT i.created_at AS at, coalesce(p.name, p.role_label) AS who, 'guest-link' AS what, m.title AS subject,
				'/meetings/' || m.slug AS href
			FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN person p ON p.id = i.created_by
			WHERE m.dossier_id = ${dossierId}
			UNION ALL
			-- One step for all who were written to at once.
			SELECT min(g.at), coalesce(p.name, p.role_label), 'invited', m.title, '/desk/meetings/' || m.slug || '/invited'
			FROM invitee_mail g JOIN meeting m ON m.id = g.meeting_id LEFT JOIN person p ON p.id = g.actor_id
			WHERE m.dossier_id = ${dossierId} AND g.kind = 'invitation'
			GROUP BY m.id, p.id, date_trunc('minute', g.at)
			UNION ALL
			SELECT (step.taken ->> 'at')::timestamptz, coalesce(p.name, p.role_label), ${STEPS}, m.title, '/meetings/' || m.slug
			FROM meeting m CROSS JOIN LATERAL jsonb_array_elements(m.status_history) WITH ORDINALITY step(taken, n)
			LEFT JOIN LATERAL (SELECT m.status_history -> (step.n - 2)::int AS taken WHERE step.n > 1) former ON true
			LEFT JOIN person p ON p.id::text = step.taken ->> 'actorId'
			WHERE m.dossier_id = ${dossierId} AND step.taken ->> 'at' IS NOT NULL
			UNION ALL
			SELECT e.at, coalesce(p.name, p.role_label), e.type, m.title, '/meetings/' || m.slug
			FROM meeting_event e JOIN meeting m ON m.id = e.meeting_id LEFT JOIN person p ON p.id = e.actor_id
			WHERE m.dossier_id = ${dossierId} AND e.type IN ('meeting.opened', 'meeting.closed')
			UNION ALL
			SELECT r.at, coalesce(p.name, p.role_label), r.what, m.title, '/reports/' || r.slug
			FROM (${REPORT_STEPS}) r JOIN meeting m ON m.id = r.meeting_id LEFT JOIN person p ON p.id = r.by
			WHERE m.dossier_id = ${dossierId}
			UNION ALL
			SELECT t.at, coalesce(p.name, p.role_label), CASE WHEN t.slot_id IS NOT NULL THEN 'slot-settled'
					WHEN t.item_id IS NOT NULL THEN 'programme-settled' ELSE 'attendance-settled' END, m.title,
				'/desk/meetings/' || m.slug || CASE WHEN coalesce(t.slot_id, t.item_id) IS NULL
					THEN '/attendance' ELSE '/held' END
			FROM settlement t JOIN meeting m ON m.id = t.meeting_id LEFT JOIN person p ON p.id = t.actor_id
			WHERE m.dossier_id = ${dossierId}
		) steps ORDER BY at DESC, what, href LIMIT ${limit}`.execute(db);
	return rows;
}
