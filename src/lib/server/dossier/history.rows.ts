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

/** Invitations sent, meetings opened and closed, reports published and withdrawn, contradictions settled: each with its time and actor. */
export async function listMeetingSteps(
	db: Db,
	dossierId: string,
	limit: number
): Promise<HistoryStep[]> {
	const { rows } = await sql<HistoryStep>`
		SELECT * FROM (
			SELECT i.created_at AS at, coalesce(p.name, p.role_label) AS who, 'invited' AS what, m.title AS subject,
				'/meetings/' || m.slug AS href
			FROM invitation i JOIN meeting m ON m.id = i.meeting_id LEFT JOIN person p ON p.id = i.created_by
			WHERE m.dossier_id = ${dossierId}
			UNION ALL
			SELECT e.at, coalesce(p.name, p.role_label), e.type, m.title, '/meetings/' || m.slug
			FROM meeting_event e JOIN meeting m ON m.id = e.meeting_id LEFT JOIN person p ON p.id = e.actor_id
			WHERE m.dossier_id = ${dossierId} AND e.type IN ('meeting.opened', 'meeting.closed')
			UNION ALL
			SELECT v.at, coalesce(p.name, p.role_label),
				CASE v.kind WHEN 'first' THEN 'report-published' WHEN 'reinstated' THEN 'report-reinstated'
					ELSE 'report-corrected' END, m.title, '/reports/' || r.slug
			FROM report_version v JOIN report r ON r.id = v.report_id JOIN meeting m ON m.id = r.meeting_id
			LEFT JOIN person p ON p.id = v.actor_id
			WHERE m.dossier_id = ${dossierId}
			UNION ALL
			SELECT t.at, coalesce(p.name, p.role_label), CASE WHEN t.slot_id IS NOT NULL THEN 'slot-settled'
					WHEN t.item_id IS NOT NULL THEN 'programme-settled' ELSE 'attendance-settled' END, m.title,
				'/desk/meetings/' || m.slug || CASE WHEN coalesce(t.slot_id, t.item_id) IS NULL
					THEN '/attendance' ELSE '/held' END
			FROM settlement t JOIN meeting m ON m.id = t.meeting_id LEFT JOIN person p ON p.id = t.actor_id
			WHERE m.dossier_id = ${dossierId}
			UNION ALL
			SELECT gone.at, coalesce(p.name, p.role_label), 'report-withdrawn', m.title, '/reports/' || r.slug
			FROM report r JOIN meeting m ON m.id = r.meeting_id
			JOIN LATERAL (SELECT r.withdrawn_at AS at, r.withdrawn_by AS by WHERE r.withdrawn_at IS NOT NULL
				UNION ALL SELECT w.withdrawn_at, w.withdrawn_by FROM report_withdrawal w WHERE w.report_id = r.id) gone ON true
			LEFT JOIN person p ON p.id = gone.by
			WHERE m.dossier_id = ${dossierId}
		) steps ORDER BY at DESC LIMIT ${limit}`.execute(db);
	return rows;
}
