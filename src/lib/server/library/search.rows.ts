import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Hit } from '#lib/model/search.ts';
import {
	readableDossier,
	readableInDossier,
	readableMeeting
} from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';

/** For each word the forms under which it is looked for: itself and the other names of a place. */
export async function listForms(db: Db, words: string[]): Promise<string[][]> {
	const { rows } = await sql<{ forms: string[] }>`
		SELECT ARRAY(SELECT plain(w.word) UNION SELECT plain(other.alias) FROM place_name p
			JOIN place_name other ON other.name = p.name WHERE plain(p.alias) = plain(w.word)) AS forms
		FROM unnest(${words}::text[]) WITH ORDINALITY w(word, place) ORDER BY w.place`.execute(db);
	return rows.map((row) => row.forms);
}

/** Everything the actor may read in which each word occurs in one of its forms. */
export async function listHits(db: Db, actor: Actor | null, patterns: string[][]): Promise<Hit[]> {
	const fits = (body: RawBuilder<unknown>): RawBuilder<boolean> =>
		patterns.length
			? sql<boolean>`(${sql.join(
					patterns.map((forms) => sql`plain(${body}) LIKE ANY (${forms}::text[])`),
					sql` AND `
				)})`
			: sql<boolean>`false`;
	const { rows } = await sql<Hit>`
		WITH entry AS (${entries(actor)})
		SELECT kind, id, title, excerpt, href, date FROM entry WHERE ${fits(sql`body`)}
		ORDER BY ${fits(sql`localised_text(title)`)} DESC, date DESC NULLS LAST, id LIMIT 120`.execute(db);
	return rows;
}

/** What looks like the query when nothing fits: for typing mistakes. */
export async function listSimilar(db: Db, actor: Actor | null, query: string): Promise<Hit[]> {
	const { rows } = await sql<Hit>`
		WITH entry AS (${entries(actor)})
		SELECT kind, id, title, excerpt, href, date FROM entry
		WHERE word_similarity(plain(${query}), plain(localised_text(title))) > 0.5
		ORDER BY word_similarity(plain(${query}), plain(localised_text(title))) DESC, id LIMIT 10`.execute(
		db
	);
	return rows;
}

/** All that can be found but spoken words, with the text in which words are looked for. */
function entries(actor: Actor | null): RawBuilder<unknown> {
	const none = sql`NULL::jsonb`;
	const names = (alias: string) => {
		const o = sql.raw(alias);
		return sql`concat_ws(' ', ${o}.name, ${o}.full_name, array_to_string(${o}.aliases, ' '))`;
	};
	const first = sql`(SELECT min(date) FROM meeting_day WHERE meeting_id = m.id)`;
	const place = sql`concat_ws(' ', d.region, (SELECT string_agg(other.alias, ' ') FROM place_name p
		JOIN place_name other ON other.name = p.name WHERE p.alias = d.region))`;
	return sql`
		SELECT 'dossier' AS kind, d.slug AS id, d.title, d.background AS excerpt, '/dossiers/' || d.slug AS href,
			d.start_date AS date, concat_ws(' ', localised_text(d.title), localised_text(d.background), ${place},
				(SELECT string_agg(localised_text(o.text), ' ') FROM objective o WHERE o.dossier_id = d.id),
				(SELECT string_agg(localised_text(r.text), ' ') FROM result r WHERE r.dossier_id = d.id),
				(SELECT string_agg(${names('o')}, ' ') FROM dossier_organisation l
					JOIN organisation o ON o.id = l.organisation_id WHERE l.dossier_id = d.id)) AS body
		FROM dossier d WHERE ${readableDossier(actor, 'd')}
		UNION ALL
		SELECT CASE m.kind WHEN 'external-event' THEN 'event' ELSE 'meeting' END, m.slug, m.title, m.objective,
			CASE m.kind WHEN 'external-event' THEN '/events/' ELSE '/meetings/' END || m.slug, ${first},
			concat_ws(' ', localised_text(m.title), localised_text(m.theme), localised_text(m.objective), m.city,
				m.place ->> 'name', ${names('host')}, ${place},
				(SELECT string_agg(concat_ws(' ', localised_text(i.title), localised_text(i.talk)), ' ')
					FROM agenda_item i WHERE i.meeting_id = m.id AND i.removed_at IS NULL),
				(SELECT string_agg(array_to_string(s.tracks, ' '), ' ') FROM parallel_slot s WHERE s.meeting_id = m.id))
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN organisation host ON host.id = m.host_id
		WHERE ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT 'report', r.slug, m.title, CASE WHEN v.content ->> 'summary' <> '' THEN jsonb_build_object(
				'original', r.language, 'texts', jsonb_build_object(r.language, v.content ->> 'summary')) END,
			'/reports/' || r.slug, ${first},
			concat_ws(' ', localised_text(m.title), v.content ->> 'summary', v.content ->> 'objective',
				v.content ->> 'nextSteps', ${place},
				-- Only passages that are marked public, whatever else the version holds.
				(SELECT string_agg(said #>> '{}', ' ') FROM jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").*[*] ? (@.visibility == "public").text') said),
				(SELECT string_agg(said #>> '{}', ' ') FROM jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").title.text') said),
				-- A translation holds public text only.
				(SELECT string_agg(said.value, ' ') FROM report_translation t, jsonb_each_text(t.texts) said
					WHERE t.report_id = r.id AND t.version = r.version AND t.complete))
		FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
		WHERE r.state IN ('provisional', 'published', 'superseded') AND ${readableMeeting(actor, 'm')}
		UNION ALL
		SELECT 'film', f.slug, f.title, ${none}, '/library/' || f.slug, f.date,
			concat_ws(' ', localised_text(f.title), ${names('o')}, ${place})
		FROM film f LEFT JOIN organisation o ON o.id = f.source_id LEFT JOIN dossier d ON d.id = f.dossier_id
		WHERE ${readableInDossier(actor, 'f')}
		UNION ALL
		SELECT 'publication', coalesce(p.import_key, p.id::text), p.title, p.summary,
			coalesce(p.url, '/organisations/' || o.slug), p.date,
			concat_ws(' ', localised_text(p.title), localised_text(p.summary), ${names('o')})
		FROM publication p JOIN organisation o ON o.id = p.source_id LEFT JOIN dossier d ON d.id = p.dossier_id
		WHERE p.type <> 'meeting-report' AND (d.id IS NULL OR ${readableDossier(actor, 'd')})
		UNION ALL
		SELECT 'organisation', o.slug, coalesce(o.label, jsonb_build_object('original', 'mul',
				'texts', jsonb_build_object('mul', o.name))),
			CASE WHEN o.full_name IS NOT NULL THEN jsonb_build_object('original', 'mul',
				'texts', jsonb_build_object('mul', o.full_name)) END,
			'/organisations/' || o.slug, NULL::date,
			concat_ws(' ', ${names('o')}, localised_text(o.label), o.place, o.about, o.unit ->> 'acronym', o.unit ->> 'name')
		FROM organisation o`;
}
