import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Hit } from '#lib/model/search.ts';
import { noticeMeeting } from '#lib/server/dossier/notice.rows.ts';
import { reportTitle } from '#lib/server/dossier/report-title.rows.ts';
import {
	readableDossier,
	readableInDossier,
	readableMeeting,
	readablePublication
} from '#lib/server/people/reading.rows.ts';
import type { Source } from '#lib/server/people/refusal.rows.ts';
import { give } from '#lib/server/people/refusal.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** A word as it was typed, and the patterns of the forms under which it is looked for. */
export interface Sought {
	word: string;
	patterns: string[];
}

/** For each word the forms under which it is looked for: itself first, and the other names of a place. */
export async function listForms(db: Db, words: string[]): Promise<string[][]> {
	const { rows } = await sql<{ forms: string[] }>`
		SELECT ARRAY[plain(w.word)] || ARRAY(SELECT DISTINCT plain(other.alias) FROM place_name p
			JOIN place_name other ON other.name = p.name WHERE plain(p.alias) = plain(w.word)) AS forms
		FROM unnest(${words}::text[]) WITH ORDINALITY w(word, place) ORDER BY w.place`.execute(db);
	return rows.map((row) => row.forms);
}

/**
 * Everything the actor may read in which each word occurs: in one of its forms, or with another
 * ending in one of the five languages. What has all words in its title comes first; `limit` rows
 * from the one after `offset`.
 */
export async function listHits(
	db: Db,
	actor: Actor | null,
	sought: Sought[],
	{ limit, offset }: { limit: number; offset: number }
): Promise<Hit[]> {
	if (!sought.length) return [];
	const inTitle = sought.map(({ patterns }) => sql`e.title LIKE ANY (${patterns}::text[])`);
	const inBody = sought.map(
		({ word, patterns }) =>
			sql`(e.body LIKE ANY (${patterns}::text[]) OR e.stems @@ stem_query(${word}))`
	);
	const { rows } = await sql<Hit & { saidOf: Source | null }>`
		WITH fit AS MATERIALIZED (
			SELECT e.kind, e.source_id, (${sql.join(inTitle, sql` AND `)})::int AS rank
			FROM search_entry e WHERE ${sql.join(inBody, sql` AND `)}
		), entry AS (${entries(actor)})
		SELECT kind, id, title, excerpt, href, date, said_of || '/' || source_id AS "saidOf",
			CASE WHEN kind IN ('meeting', 'event') THEN (SELECT jsonb_build_object('isCancelled', own.status = 'cancelled',
					'dates', '[]'::jsonb, 'named', '{}'::jsonb) FROM meeting own WHERE own.id = best.source_id)
				ELSE (SELECT told.meeting FROM publication p CROSS JOIN LATERAL (${noticeMeeting(actor)}) told
					WHERE p.id = best.notice) END AS meeting
		FROM (SELECT * FROM entry ORDER BY rank DESC, date DESC NULLS LAST, id LIMIT ${limit} OFFSET ${offset}) best
		ORDER BY rank DESC, date DESC NULLS LAST, id`.execute(db);
	return give(db, rows);
}

/** What of `fit` the actor may read, as it reads now; `said_of` and `source_id`: what it is words of; `notice`: the publication that may be one. */
function entries(actor: Actor | null): RawBuilder<unknown> {
	const none = sql`NULL::jsonb`;
	const ofKind = (kind: string, alias: string) =>
		sql`fit.kind = ${sql.lit(kind)} AND fit.source_id = ${sql.raw(alias)}.id`;
	const first = sql`(SELECT min(date) FROM meeting_day WHERE meeting_id = m.id)`;
	return sql`
		SELECT fit.rank, 'dossier' AS kind, d.slug AS id, d.title, d.background AS excerpt,
			'/dossiers/' || d.slug AS href, d.start_date AS date, NULL AS said_of, NULL::uuid AS source_id, NULL::uuid AS notice
		FROM fit JOIN dossier d ON ${ofKind('dossier', 'd')} WHERE ${readableDossier(actor, 'd')}
		UNION ALL
		SELECT fit.rank, CASE m.kind WHEN 'external-event' THEN 'event' ELSE 'meeting' END, m.slug, m.title,
			m.objective, CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug, ${first}, 'meeting', m.id, NULL
		FROM fit JOIN meeting m ON ${ofKind('meeting', 'm')} WHERE ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT fit.rank, 'report', r.slug, ${reportTitle('r', 'v.content')}, CASE WHEN v.content ->> 'summary' <> '' THEN jsonb_build_object(
				'original', r.language, 'texts', jsonb_build_object(r.language, v.content ->> 'summary')) END,
			'/reports/' || r.slug, ${first}, 'meeting', m.id, NULL
		FROM fit JOIN report r ON ${ofKind('report', 'r')}
		JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id
		WHERE r.state IN ('provisional', 'published', 'superseded') AND ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT fit.rank, 'film', f.slug, f.title, ${none}, '/library/' || f.slug, f.date, 'film', f.id, NULL
		FROM fit JOIN film f ON ${ofKind('film', 'f')} WHERE ${readableInDossier(actor, 'f')}
		UNION ALL
		SELECT fit.rank, 'publication', coalesce(p.import_key, p.id::text), p.title, p.summary,
			coalesce(p.url, (SELECT CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug
				FROM publication_meeting pm JOIN meeting m ON m.id = pm.meeting_id
				WHERE pm.publication_id = p.id AND ${readableMeeting(actor, 'm')}
				ORDER BY pm.position LIMIT 1), '/organisations/' || o.slug), p.date, 'publication', p.id, p.id
		FROM fit JOIN publication p ON ${ofKind('publication', 'p')} JOIN organisation o ON o.id = p.source_id
		WHERE ${readablePublication(actor, 'p')}
		UNION ALL
		SELECT fit.rank, 'organisation', o.slug, coalesce(o.label, jsonb_build_object('original', 'mul',
				'texts', jsonb_build_object('mul', o.name))),
			CASE WHEN o.full_name IS NOT NULL THEN jsonb_build_object('original', 'mul',
				'texts', jsonb_build_object('mul', o.full_name)) END,
			'/organisations/' || o.slug, NULL::date, NULL, NULL, NULL
		FROM fit JOIN organisation o ON ${ofKind('organisation', 'o')}`;
}
