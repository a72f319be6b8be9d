import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Conflict, Incomplete, SubtitleGap } from '#lib/model/gap.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { editingPublication } from './publications.rows.ts';

/**
 * Dossiers whose gaps the actor can mend; a row that belongs to no dossier is mended by everybody
 * who publishes in one.
 */
export function mendable(actor: Actor, column: string): RawBuilder<boolean> {
	if (actor.isAdmin) return sql<boolean>`true`;
	const dossierId = sql.raw(column);
	return sql<boolean>`EXISTS (SELECT 1 FROM dossier_member own WHERE own.person_id = ${actor.personId}
		AND ((own.dossier_id = ${dossierId} AND own.level IN ('edit', 'publish'))
			OR (${dossierId} IS NULL AND own.level = 'publish')))`;
}

/** Where contradictions in what was announced and held are answered. */
const answering = sql`'/desk/meetings/' || m.slug || '/held#answers'`;

/** Where a field of a meeting or event is mended. */
const mending = (field: string) => sql`'/desk/meetings/' || m.slug || ${`#${field}`}`;

/** Fields that are left empty although the record needs them. */
export async function listIncompleteRows(db: Db, actor: Actor): Promise<Incomplete[]> {
	const { rows } = await sql<Incomplete>`
		SELECT coalesce(d.import_key, d.slug) AS key, 'status' AS field, d.title AS subject,
			'/desk/dossiers/' || d.slug || '#status' AS href, 1 AS place
		FROM dossier d WHERE d.status IS NULL AND ${mendable(actor, 'd.id')}
		UNION ALL
		SELECT coalesce(m.import_key, m.slug), 'mode', m.title, ${mending('mode')}, 2
		FROM meeting m WHERE m.mode IS NULL AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		-- Where a meeting takes place can be asked once it is known how; others' events are theirs.
		SELECT coalesce(m.import_key, m.slug), 'city', m.title, ${mending('city')}, 3
		FROM meeting m WHERE m.mode IS NOT NULL AND m.city IS NULL AND m.kind <> 'external-event'
			AND ${mendable(actor, 'm.dossier_id')} AND m.status = 'held'
		UNION ALL
		SELECT coalesce(m.import_key, m.slug), 'registration.url', m.title, ${mending('registration')}, 4
		FROM meeting m WHERE m.registration IS NOT NULL AND m.registration ->> 'url' IS NULL
			AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		-- A provisional document is not issued yet: no date is asked of it.
		SELECT coalesce(p.import_key, p.id::text), 'date', p.title,
			${editingPublication('p', 'd')} || '#date', 5
		FROM publication p LEFT JOIN dossier d ON d.id = p.dossier_id
		WHERE p.date IS NULL AND p.status IS DISTINCT FROM 'provisional' AND ${mendable(actor, 'p.dossier_id')}
		UNION ALL
		SELECT coalesce(o.import_key, o.slug), 'name', o.label, '/desk/organisations/' || o.slug || '#name', 6
		FROM organisation o WHERE o.name IS NULL AND ${mendable(actor, 'NULL::uuid')}
		ORDER BY place, key`.execute(db);
	return rows;
}

/** Facts that contradict each other and were not settled yet. */
export async function listConflictRows(db: Db, actor: Actor): Promise<Conflict[]> {
	const { rows } = await sql<Conflict>`
		SELECT coalesce(m.import_key, m.slug) AS key, 'attendance' AS code, m.attendance_note AS note,
			m.title AS subject, '/desk/meetings/' || m.slug || '/attendance#settle-words' AS href, jsonb_build_object('organisations', (SELECT count(*)
				FROM attendance a WHERE a.meeting_id = m.id AND a.state = 'present')) AS counts, 1 AS place
		FROM meeting m WHERE m.attendance_note IS NOT NULL AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		SELECT coalesce(m.import_key, m.slug), 'programme', NULL, m.title, ${answering},
			jsonb_build_object('speakers', missed.speakers, 'items', missed.items), 2
		FROM meeting m JOIN LATERAL (
			SELECT (SELECT count(DISTINCT s.person_id) FROM item_speaker s
					JOIN agenda_item i ON i.id = s.agenda_item_id
					WHERE i.meeting_id = m.id AND i.removed_at IS NULL AND s.planned AND s.spoke = false
						AND NOT EXISTS (SELECT FROM settlement t
							WHERE t.item_id = i.id AND t.person_id = s.person_id)) AS speakers,
				(SELECT count(*) FROM agenda_item i
					WHERE i.meeting_id = m.id AND i.removed_at IS NULL AND i.reported = false
						AND NOT EXISTS (SELECT FROM settlement t
							WHERE t.item_id = i.id AND t.person_id IS NULL)) AS items
		) missed ON missed.speakers + missed.items > 0
		WHERE m.status = 'held' AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		SELECT coalesce(p.import_key, p.id::text), 'slot', p.held_note, m.title, ${answering}, '{}'::jsonb, 3
		FROM parallel_slot p JOIN meeting m ON m.id = p.meeting_id
		WHERE p.held_note IS NOT NULL AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		SELECT coalesce(m.import_key, m.slug), 'status', m.status_note, m.title, ${mending('settled')}, '{}'::jsonb, 4
		FROM meeting m WHERE m.status_note IS NOT NULL AND ${mendable(actor, 'm.dossier_id')}
		UNION ALL
		SELECT coalesce(d.import_key, d.slug), 'result', NULL, d.title, '/desk/dossiers/' || d.slug || '/results?edit=' || last.id || '#date',
			jsonb_build_object('result', last.result, 'entry', last.entry), 5
		FROM dossier d JOIN LATERAL (
			SELECT newest.id, newest.date AS result, greatest(
					(SELECT max(y.date) FROM meeting_day y JOIN meeting m ON m.id = y.meeting_id
						WHERE m.dossier_id = d.id AND m.status IN ('open', 'held')),
					(SELECT max(p.date) FROM publication p WHERE p.dossier_id = d.id),
					(SELECT max(f.date) FROM film f WHERE f.dossier_id = d.id)) AS entry
			FROM (SELECT r.id, r.date FROM result r WHERE r.dossier_id = d.id AND r.date IS NOT NULL
				ORDER BY r.date DESC, r.id LIMIT 1) newest
		) last ON last.result > last.entry
		WHERE ${mendable(actor, 'd.id')}
		ORDER BY place, key`.execute(db);
	return rows;
}

/**
 * Languages a film is needed in (its own list, and the working languages of its dossier's
 * meetings) in which it is neither spoken nor subtitled.
 */
export async function listSubtitleGapRows(db: Db, actor: Actor): Promise<SubtitleGap[]> {
	const { rows } = await sql<SubtitleGap>`
		SELECT coalesce(f.import_key, f.slug) AS key, needed.language, f.title AS subject, '/library/' || f.slug AS href
		FROM film f CROSS JOIN LATERAL (
			SELECT unnest(f.needed_languages) AS language
			UNION SELECT unnest(m.working_languages) FROM meeting m WHERE m.dossier_id = f.dossier_id
		) needed
		WHERE NOT needed.language = ANY(f.audio_languages)
			AND NOT EXISTS (SELECT 1 FROM track t WHERE t.film_id = f.id AND t.language = needed.language)
			AND ${mendable(actor, 'f.dossier_id')}
			-- A film of no dossier is edited by administrators only.
			AND (f.dossier_id IS NOT NULL OR ${sql.lit(actor.isAdmin)})
		ORDER BY key, needed.language`.execute(db);
	return rows;
}
