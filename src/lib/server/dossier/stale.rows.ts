import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { StaleTranslation } from '#lib/model/gap.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { mendable } from './gaps.rows.ts';

/** Texts of dossiers themselves: which, and under the desk's page of the dossier the place of their field. */
const ownTexts = sql`(VALUES ('title', d.title, '#title'), ('background', d.background, '#background'),
	('disclaimer', d.funding -> 'disclaimer', '/organisations#disclaimer')) own(name, text, place)`;

/** Texts of the entries of dossiers, and of publications and events of none, with the page and field of their form. */
const entryTexts = sql`(
	SELECT dossier_id, id, text, text AS subject, 'aim' AS of, '/results' AS page, 'text' AS field FROM objective
	UNION ALL SELECT dossier_id, id, text, text, 'result', '/results', 'text' FROM result
	UNION ALL SELECT dossier_id, id, label, label, 'figure', '/figures', 'label' FROM key_figure
	UNION ALL SELECT dossier_id, id, label, label, 'budget', '/money', 'label' FROM budget_line
	UNION ALL SELECT p.dossier_id, p.id, own.text, p.title, own.name, '/publications', own.name FROM publication p
		CROSS JOIN LATERAL (VALUES ('title', p.title), ('summary', p.summary)) own(name, text)
	UNION ALL SELECT m.dossier_id, m.id, own.text, m.title, own.name, '/events', own.name FROM meeting m
		CROSS JOIN LATERAL (VALUES ('title', m.title), ('objective', m.objective)) own(name, text)
		WHERE m.kind = 'external-event' AND m.dossier_id IS NOT NULL
	UNION ALL SELECT m.dossier_id, p.id, p.opinion, m.title, 'opinion',
		CASE WHEN m.dossier_id IS NULL THEN '/events/' || m.slug ELSE '/reports' END, 'opinion'
		FROM participant_report p JOIN meeting m ON m.id = p.meeting_id)`;

/**
 * Texts of meetings, with the page and field under the desk's page of each; title and objective of
 * a dossier's events of others stand in `entryTexts`.
 */
const meetingTexts = sql`(SELECT m.dossier_id, m.slug, m.title, own.text, own.name, own.place FROM meeting m
	CROSS JOIN LATERAL (VALUES ('title', m.title, '#title'), ('objective', m.objective, '#objective'),
		('theme', m.theme, '#theme'), ('modeReason', m.mode_reason, '#modeReason'),
		('statement', m.attendance_statement, '/attendance#statement')) own(name, text, place)
	WHERE own.name NOT IN ('title', 'objective') OR m.kind <> 'external-event' OR m.dossier_id IS NULL)`;

/**
 * Texts that people translate in a form, each translation whose original changed since: those of
 * dossiers, their entries and meetings, names of organisations, shared texts.
 */
export async function listStaleTextRows(db: Db, actor: Actor): Promise<StaleTranslation[]> {
	const { rows } = await sql<StaleTranslation>`
		SELECT said.subject, said.of, state.key AS language, said.href || CASE said.of
			WHEN 'name' THEN state.key ELSE '' END AS href
		FROM (
			SELECT own.text, d.title AS subject, own.name AS of, '/desk/dossiers/' || d.slug || own.place AS href
				FROM dossier d CROSS JOIN LATERAL ${ownTexts} WHERE ${mendable(actor, 'd.id')}
			UNION ALL SELECT e.text, e.subject, e.of,
					'/desk' || coalesce('/dossiers/' || d.slug, '') || e.page || '?edit=' || e.id || '#' || e.field
				FROM ${entryTexts} e LEFT JOIN dossier d ON d.id = e.dossier_id WHERE ${mendable(actor, 'e.dossier_id')}
			UNION ALL SELECT t.text, t.title, t.name, '/desk/meetings/' || t.slug || t.place
				FROM ${meetingTexts} t WHERE ${mendable(actor, 't.dossier_id')}
			UNION ALL SELECT o.label, o.label, 'name', '/desk/organisations/' || o.slug || '#label_'
				FROM organisation o WHERE ${mendable(actor, 'NULL::uuid')}
			UNION ALL SELECT s.value, NULL, 'shared', '/desk/texts' FROM setting s
				WHERE s.key LIKE 'text.%' AND ${sql.lit(actor.isAdmin)}
		) said CROSS JOIN LATERAL jsonb_each_text(said.text -> 'states') state
		WHERE state.value = 'outdated'
		ORDER BY 4, 3`.execute(db);
	return rows;
}
