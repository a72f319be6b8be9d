import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import type { TimelineEntry } from '#lib/model/timeline.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import {
	readableDossier,
	readableInDossier,
	readableMeeting,
	readablePublication
} from '#lib/server/people/reading.rows.ts';
import { saidOf, type Source } from '#lib/server/people/refusal.rows.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { prepared } from '#lib/server/platform/prepared.ts';
import { noticeMeeting } from './notice.rows.ts';
import { reportTitle } from './report-title.rows.ts';

/**
 * An entry with the time at which it was published, corrected or else entered. What it is may be
 * told otherwise one day (a notice becomes a tool): `record` names its kind of record for good.
 */
export type TimelineRow = TimelineEntry & { updatedAt: Date; record: string };

type StoredRow = TimelineRow & { saidOf: Source };

/** What one piece of JSON brings: of sources the id in each row, and their names once for all. */
interface Found {
	entries: Array<Omit<StoredRow, 'source' | 'updatedAt'> & { source: string; updatedAt: string }>;
	sources: Record<string, OrganisationName>;
}

/** Everything of a dossier, or of all, in no order. To be given with `give`. */
export async function listStoredRows(
	db: Db,
	actor: Actor | null,
	dossierId?: string
): Promise<StoredRow[]> {
	const rows = entries(actor, dossierId);
	return run(db, rows, actor ? undefined : dossierId ? 'timeline' : 'timelines');
}

/** The same as it may be given out now. */
export async function listTimelineRows(
	db: Db,
	actor: Actor | null,
	dossierId?: string
): Promise<TimelineRow[]> {
	return give(db, await listStoredRows(db, actor, dossierId));
}

/** What was changed last. */
export async function listChangedRows(
	db: Db,
	actor: Actor | null,
	limit: number,
	dossierId?: string
): Promise<TimelineRow[]> {
	const order = sql`ORDER BY entry."updatedAt" DESC, entry.id COLLATE "C"`;
	const last = sql`SELECT * FROM (${entries(actor, dossierId)}) entry ${order} LIMIT ${limit}`;
	return read(db, last);
}

/**
 * What happened last: at least `limit` rows, with all those of the last date. What is to come is
 * left out, and so are the old dates of moved meetings, which may be still to come.
 */
export async function listLatestRows(
	db: Db,
	actor: Actor | null,
	limit: number
): Promise<TimelineRow[]> {
	const latest = sql`SELECT * FROM (${entries(actor)}) entry
		WHERE date IS NOT NULL AND (status IS NULL OR
			status NOT IN ('planned', 'scheduled') AND NOT starts_with(status, 'moved/'))
		ORDER BY date DESC FETCH FIRST ${sql.lit(limit)} ROWS WITH TIES`;
	return read(db, latest);
}

/** Rows without the names that somebody refused since the words were written. */
async function read(db: Db, found: RawBuilder<unknown>): Promise<TimelineRow[]> {
	return give(db, await run(db, found));
}

/**
 * In the order in which they are found, as one piece of JSON: a thousand rows of many columns take
 * twice as long to be read one by one. A statement with a `name` is planned once per connection,
 * because planning takes a third of its time.
 */
async function run(db: Db, found: RawBuilder<unknown>, name?: string): Promise<StoredRow[]> {
	const query = sql<{ json: string }>`WITH entry AS MATERIALIZED (${found})
		SELECT json_build_object(
			'entries', (SELECT coalesce(json_agg(entry), '[]') FROM entry),
			'sources', (SELECT coalesce(json_object_agg(s.id, ${organisationName('s')}), '{}') FROM organisation s
				WHERE s.id IN (SELECT source FROM entry)))::text AS json`.compile(db);
	if (name) prepared(name, query.sql);
	const { rows } = await db.executeQuery(query);
	const { entries, sources } = JSON.parse(rows[0]!.json) as Found;
	return entries.map((entry) =>
		Object.assign(entry, {
			source: sources[entry.source] ?? null,
			updatedAt: new Date(entry.updatedAt)
		})
	);
}

/*
 * One query over everything that has a place in time. A meeting stands for itself until a report
 * of it is public, and again once that was withdrawn, which is told too; a result that only names meetings is told by those meetings.
 */
function entries(actor: Actor | null, dossierId?: string): RawBuilder<unknown> {
	const inScope = (alias: string) =>
		dossierId ? sql<boolean>`${sql.raw(alias)}.dossier_id = ${dossierId}` : sql<boolean>`true`;
	const inReadable = (alias: string) =>
		sql<boolean>`(${sql.raw(alias)}.dossier_id IS NULL OR ${readableDossier(actor, 'd')})`;
	const isLinked = dossierId
		? sql<boolean>`EXISTS (SELECT FROM publication_link link
			WHERE link.publication_id = p.id AND link.dossier_id = ${dossierId})`
		: sql<boolean>`false`;
	const nothing = sql`NULL::jsonb`;
	return sql`
		WITH filed AS (
			SELECT r.*, CASE WHEN r.state <> 'withdrawn' THEN v.content END AS content,
				coalesce(r.withdrawn_at, r.superseded_at, v.at) AS published_at FROM report r
			JOIN report_version v ON v.report_id = r.id AND v.version = r.version
			WHERE r.state IN ('provisional', 'published', 'superseded', 'withdrawn')
		)
		SELECT coalesce(r.import_key, r.id::text) AS id, 'result' AS type, r.date, r.date_precision AS "datePrecision",
			r.text AS title, NULL::jsonb AS summary, r.organisation_id AS source,
			'/dossiers/' || d.slug || '#result-' || coalesce(r.import_key, r.id::text) AS href,
			ARRAY(SELECT jsonb_object_keys(r.text -> 'texts')) AS languages,
			row_number() OVER (ORDER BY r.id) AS position, NULL AS status, ${nothing} AS film,
			r.updated_at AS "updatedAt", NULL::text AS level, ${nothing} AS meeting, ${saidOf('result', 'r.id')} AS "saidOf", 'result' AS record
		FROM result r JOIN dossier d ON d.id = r.dossier_id
		WHERE ${inScope('r')} AND ${inReadable('r')}
			AND NOT EXISTS (SELECT 1 FROM result_meeting rm WHERE rm.result_id = r.id)
		UNION ALL
		SELECT coalesce(f.import_key, f.id::text), 'report', day.first, 'day', ${reportTitle('f', 'f.content')},
			CASE WHEN coalesce(f.withdrawn_reason, f.content ->> 'summary') <> '' THEN
				jsonb_build_object('original', f.language, 'texts', jsonb_build_object(
					f.language, coalesce(f.withdrawn_reason, f.content ->> 'summary'))) END,
			m.host_id, '/reports/' || f.slug,
			ARRAY[f.language] || ARRAY(SELECT DISTINCT t.language FROM report_translation t
				WHERE t.report_id = f.id AND t.complete AND f.state <> 'withdrawn'),
			row_number() OVER (ORDER BY f.id), f.state, ${nothing}, f.published_at, NULL, ${nothing}, ${saidOf('meeting', 'm.id')}, 'report'
		FROM filed f JOIN meeting m ON m.id = f.meeting_id
		CROSS JOIN LATERAL (${firstDay}) day
		WHERE ${inScope('m')} AND ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT coalesce(m.import_key, m.id::text),
			CASE m.kind WHEN 'external-event' THEN 'event' ELSE 'meeting' END, day.first, 'day', m.title,
			CASE WHEN m.status = 'cancelled' THEN coalesce(${cancelReason}, m.objective) ELSE m.objective END, m.host_id,
			CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug,
			m.working_languages, row_number() OVER (ORDER BY m.id), m.status, ${nothing},
			greatest((SELECT max(e.at) FROM meeting_event e WHERE e.meeting_id = m.id), m.facts_at), NULL, ${nothing}, ${saidOf('meeting', 'm.id')}, 'meeting'
		FROM meeting m CROSS JOIN LATERAL (${firstDay}) day
		WHERE ${inScope('m')} AND ${readableMeeting(actor, 'm')}
			AND NOT EXISTS (SELECT 1 FROM filed f WHERE f.meeting_id = m.id AND f.state <> 'withdrawn')
			AND NOT EXISTS (SELECT 1 FROM publication_meeting pm JOIN publication p ON p.id = pm.publication_id
				WHERE pm.meeting_id = m.id AND p.type = 'meeting-report' AND ${readablePublication(actor, 'p')})
		UNION ALL
		SELECT coalesce(m.import_key, m.id::text) || '-moved-' || step.place,
			CASE m.kind WHEN 'external-event' THEN 'event' ELSE 'meeting' END, (step.was -> 'from' ->> 0)::date, 'day',
			m.title, NULLIF(step.was -> 'reason', 'null'), m.host_id,
			CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug,
			m.working_languages, row_number() OVER (ORDER BY m.id, step.place),
			'moved/' || array_to_string(ARRAY(SELECT jsonb_array_elements_text(step.was -> 'to')), ','),
			${nothing}, (step.was ->> 'at')::timestamptz, NULL, ${nothing}, ${saidOf('meeting', 'm.id')}, 'meeting'
		FROM meeting m CROSS JOIN LATERAL jsonb_array_elements(m.status_history) WITH ORDINALITY AS step(was, place)
		WHERE step.was ->> 'status' = 'moved' AND step.was -> 'from' ->> 0 IS NOT NULL
			AND ${inScope('m')} AND ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT coalesce(pr.import_key, pr.id::text), 'participant-report', day.first, 'day', m.title,
			NULL::jsonb, m.host_id, '/events/' || m.slug || '#report-' || coalesce(pr.import_key, pr.id::text), ARRAY[pr.language],
			row_number() OVER (ORDER BY pr.id), NULL, ${nothing}, pr.updated_at, NULL, ${nothing}, ${saidOf('meeting', 'm.id')}, 'participant-report'
		FROM participant_report pr JOIN meeting m ON m.id = pr.meeting_id
		CROSS JOIN LATERAL (${firstDay}) day
		WHERE ${inScope('m')} AND ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT coalesce(p.import_key, p.id::text),
			CASE p.type WHEN 'meeting-report' THEN 'report' WHEN 'taskforce-update' THEN 'notice' ELSE p.type END,
			p.date, p.date_precision, p.title, p.summary, p.source_id,
			coalesce(p.url, (SELECT CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug
				FROM publication_meeting pm JOIN meeting m ON m.id = pm.meeting_id
				WHERE pm.publication_id = p.id AND ${readableMeeting(actor, 'm')}
				ORDER BY pm.position LIMIT 1), '/organisations/' || s.slug),
			CASE WHEN p.language IS NULL THEN ARRAY(SELECT jsonb_object_keys(p.title -> 'texts')) ELSE ARRAY[p.language] END,
			row_number() OVER (ORDER BY p.id), p.status, ${nothing},
			greatest(p.updated_at, CASE WHEN notice.is_old THEN (notice.told -> -1 ->> 'at')::timestamptz END),
			p.level, notice.meeting, ${saidOf('publication', 'p.id')}, 'publication'
		FROM publication p JOIN organisation s ON s.id = p.source_id
		LEFT JOIN LATERAL (${noticeMeeting(actor)}) notice ON true
		WHERE (${inScope('p')} OR ${isLinked}) AND ${readablePublication(actor, 'p')}
		UNION ALL
		SELECT coalesce(v.import_key, v.id::text), 'film', v.date, CASE WHEN v.date IS NULL THEN 'unknown' ELSE 'day' END,
			v.title, NULL::jsonb, v.source_id, '/library/' || v.slug,
			v.audio_languages || ARRAY(SELECT t.language FROM track t WHERE t.film_id = v.id),
			row_number() OVER (ORDER BY v.id), NULL,
			jsonb_build_object('seconds', v.seconds, 'poster', v.poster IS NOT NULL, 'audio', v.audio_languages,
				'subtitles', ARRAY(SELECT t.language FROM track t WHERE t.film_id = v.id ORDER BY t.language)), v.updated_at, NULL, ${nothing}, ${saidOf('film', 'v.id')}, 'film'
		FROM film v
		WHERE ${inScope('v')} AND ${readableInDossier(actor, 'v')}
	`;
}

/** Of the meeting `m`. Looked up: a list of all days would be joined row by row, its size being unknown. */
const firstDay = sql`SELECT min(date) AS first FROM meeting_day WHERE meeting_id = m.id`;

/** Why the meeting `m` was cancelled the last time. */
const cancelReason = sql`(SELECT NULLIF(step.was -> 'reason', 'null')
	FROM jsonb_array_elements(m.status_history) WITH ORDINALITY AS step(was, place)
	WHERE step.was ->> 'status' = 'cancelled' ORDER BY step.place DESC LIMIT 1)`;
