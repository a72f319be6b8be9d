import { sql, type Kysely, type RawBuilder } from 'kysely';

/*
 * What is found of each thing, in words that everybody may read. The whole view stands here once: a
 * migration that changes it changes this file and calls it. Migrations before that one run with the
 * file as it is now on a new database, so it names only what the oldest that calls it (1600) finds.
 */

/** A text without the names refused for it; `OFFSET 0` lets the database ask once for each row. */
const given = (said: string, kind = 'meeting', id = 'm.id') =>
	sql.raw(
		`CASE WHEN refusal.found THEN without_refused(${said}, '${kind}', ${id}) ELSE ${said} END`
	);
const refusal = (kind: string, id: string): RawBuilder<unknown> =>
	sql.raw(`LATERAL (SELECT EXISTS (SELECT FROM refused_word w
		WHERE w.kind = '${kind}' AND w.source_id = ${id}) AS found OFFSET 0) refusal`);

/** The meeting's title in all its languages while the report's is the same, else the report's and its translations. */
const OWN_TITLE = sql`SELECT CASE
	WHEN coalesce(v.content #>> '{title,text}', '') = ''
		OR v.content #>> '{title,text}' = m.title #>> ARRAY['texts', v.content #>> '{title,lang}'] THEN m.title
	ELSE jsonb_build_object('original', v.content #>> '{title,lang}', 'texts', coalesce((
		SELECT jsonb_object_agg(t.language, t.texts ->> 'title') FROM report_translation t
		WHERE t.report_id = r.id AND t.version = r.version AND t.complete AND t.texts ->> 'title' <> ''), '{}')
		|| jsonb_build_object(v.content #>> '{title,lang}', v.content #>> '{title,text}')) END AS title`;

/** Replaces the view `search_source`. Entries that change by it are for the migration to refresh. */
export async function replaceSearchSource(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE VIEW search_source AS
		SELECT 'dossier' AS kind, d.id AS source_id, plain(localised_text(d.title)) AS title,
			plain(concat_ws(' ', localised_text(d.title), localised_text(d.background), d.region,
				array_to_string(d.themes, ' '), o.said, r.said, l.said)) AS body,
			stems(d.title) || stems(d.background) || coalesce(o.stems, '') || coalesce(r.stems, '') AS stems
		FROM dossier d
		CROSS JOIN LATERAL (SELECT string_agg(localised_text(text), ' ') AS said, joined(stems(text)) AS stems
			FROM objective WHERE dossier_id = d.id) o
		CROSS JOIN LATERAL (SELECT string_agg(localised_text(text), ' ') AS said, joined(stems(text)) AS stems
			FROM (SELECT ${given('done.text', 'result', 'done.id')} AS text FROM result done
				CROSS JOIN ${refusal('result', 'done.id')} WHERE done.dossier_id = d.id OFFSET 0) told) r
		CROSS JOIN LATERAL (SELECT string_agg(names_of(named), ' ') AS said FROM dossier_organisation link
			JOIN organisation named ON named.id = link.organisation_id WHERE link.dossier_id = d.id) l
		UNION ALL
		SELECT 'meeting', m.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), localised_text(own.theme), localised_text(own.objective), own.city,
				own.place, d.region, names_of(host), i.said, s.said)),
			stems(own.title) || stems(own.theme) || stems(own.objective) || coalesce(i.stems, '')
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN organisation host ON host.id = m.host_id
		CROSS JOIN ${refusal('meeting', 'm.id')}
		CROSS JOIN LATERAL (SELECT ${given('m.title')} AS title, ${given('m.theme')} AS theme,
			${given('m.objective')} AS objective, ${given('m.city')} AS city,
			${given("(m.place ->> 'name')")} AS place OFFSET 0) own
		CROSS JOIN LATERAL (SELECT string_agg(concat_ws(' ', localised_text(title), localised_text(talk)), ' ') AS said,
				joined(stems(title) || stems(talk)) AS stems
			FROM (SELECT ${given('title')} AS title, ${given('talk')} AS talk
				FROM agenda_item WHERE meeting_id = m.id AND removed_at IS NULL OFFSET 0) item) i
		CROSS JOIN LATERAL (SELECT string_agg(${given("array_to_string(tracks, ' ')")}, ' ') AS said
			FROM parallel_slot WHERE meeting_id = m.id) s
		UNION ALL
		SELECT 'report', r.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), own.lead, d.region, passage.said, translated.said)),
			stems(own.title) || stems(r.language, concat_ws(' ', own.lead, passage.said)) || coalesce(translated.stems, '')
		FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
		CROSS JOIN ${refusal('meeting', 'm.id')}
		CROSS JOIN LATERAL (${OWN_TITLE} OFFSET 0) called
		CROSS JOIN LATERAL (SELECT ${given('called.title')} AS title, ${given(
			"concat_ws(' ', v.content ->> 'summary', v.content ->> 'objective', v.content ->> 'nextSteps')"
		)} AS lead OFFSET 0) own
		CROSS JOIN LATERAL (
			-- Only passages that are marked public, whatever else the version holds.
			SELECT string_agg(${given("text #>> '{}'")}, ' ') AS said FROM (
				SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").*[*] ? (@.visibility == "public").text') AS text
				UNION ALL SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").questions[*] ? (@.visibility == "public").answer')
				UNION ALL SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").title.text')) public_text) passage
		CROSS JOIN LATERAL (
			-- A translation holds text that was public. What is taken over may be closed where it came from.
			SELECT string_agg(said, ' ') AS said, joined(stems(language, said)) AS stems
			FROM (SELECT t.language, ${given('text.value')} AS said
				FROM report_translation t, jsonb_each_text(t.texts) text
				WHERE t.report_id = r.id AND t.version = r.version AND t.complete
					AND text.key !~ '^(carried|annex|alt)-' OFFSET 0) told) translated
		UNION ALL
		SELECT 'film', f.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), names_of(o), d.region)), stems(own.title)
		FROM film f LEFT JOIN organisation o ON o.id = f.source_id LEFT JOIN dossier d ON d.id = f.dossier_id
		CROSS JOIN ${refusal('film', 'f.id')}
		CROSS JOIN LATERAL (SELECT ${given('f.title', 'film', 'f.id')} AS title OFFSET 0) own
		UNION ALL
		SELECT 'publication', p.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), localised_text(own.summary), names_of(o))),
			stems(own.title) || stems(own.summary)
		FROM publication p JOIN organisation o ON o.id = p.source_id
		CROSS JOIN ${refusal('publication', 'p.id')}
		CROSS JOIN LATERAL (SELECT ${given('p.title', 'publication', 'p.id')} AS title,
			${given('p.summary', 'publication', 'p.id')} AS summary OFFSET 0) own
		WHERE p.type <> 'meeting-report'
		UNION ALL
		SELECT 'organisation', o.id, plain(names_of(o)),
			plain(concat_ws(' ', names_of(o), o.place, o.about)), stems(o.label)
		FROM organisation o`.execute(db);
}
