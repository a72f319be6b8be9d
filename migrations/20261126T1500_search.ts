import { sql, type Kysely } from 'kysely';

/**
 * The searchable text of everything that can be found. It is derived: triggers keep it in the
 * transaction that changes a source, and titles, dates and rights are still read from the source.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE search_entry (
		kind text NOT NULL CHECK (kind IN ('dossier','meeting','report','film','publication','organisation')),
		source_id uuid NOT NULL,
		title text NOT NULL,
		body text NOT NULL,
		stems tsvector NOT NULL,
		PRIMARY KEY (kind, source_id)
	)`.execute(db);
	await sql`CREATE INDEX search_entry_body ON search_entry USING gin (body gin_trgm_ops)`.execute(
		db
	);
	await sql`CREATE INDEX search_entry_stems ON search_entry USING gin (stems)`.execute(db);
	await createStems(db);
	await createSource(db);
	await createRefresh(db);
	await createTriggers(db);
	await sql`INSERT INTO search_entry SELECT * FROM search_source`.execute(db);
}

/** Words without their endings, by the dictionary of the language in which each text is written. */
async function createStems(db: Kysely<never>): Promise<void> {
	await sql`CREATE AGGREGATE joined(tsvector) (SFUNC = tsvector_concat, STYPE = tsvector, INITCOND = '')`.execute(
		db
	);
	await sql`CREATE FUNCTION dictionary(language text) RETURNS regconfig LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT CASE split_part($1, '-', 1) WHEN 'en' THEN 'english' WHEN 'fr' THEN 'french'
			WHEN 'nl' THEN 'dutch' WHEN 'es' THEN 'spanish' WHEN 'da' THEN 'danish' ELSE 'simple' END::regconfig $$`.execute(
		db
	);
	await sql`CREATE FUNCTION stems(language text, said text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT to_tsvector(dictionary($1), plain(coalesce($2, ''))) $$`.execute(db);
	await sql`CREATE FUNCTION stems(jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT joined(stems(key, value)) FROM jsonb_each_text($1 -> 'texts') $$`.execute(db);
	await sql`CREATE FUNCTION stem_query(word text) RETURNS tsquery LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT plainto_tsquery('english', plain($1)) || plainto_tsquery('french', plain($1)) ||
			plainto_tsquery('dutch', plain($1)) || plainto_tsquery('spanish', plain($1)) ||
			plainto_tsquery('danish', plain($1)) $$`.execute(db);
	await sql`CREATE FUNCTION names_of(organisation) RETURNS text LANGUAGE sql STABLE
		AS $$ SELECT concat_ws(' ', $1.name, localised_text($1.label), $1.full_name, $1.acronym,
			array_to_string($1.aliases, ' '), $1.unit ->> 'acronym', $1.unit ->> 'name') $$`.execute(db);
}

async function createSource(db: Kysely<never>): Promise<void> {
	await sql`CREATE VIEW search_source AS
		SELECT 'dossier' AS kind, d.id AS source_id, plain(localised_text(d.title)) AS title,
			plain(concat_ws(' ', localised_text(d.title), localised_text(d.background), d.region,
				array_to_string(d.themes, ' '), o.said, r.said, l.said)) AS body,
			stems(d.title) || stems(d.background) || coalesce(o.stems, '') || coalesce(r.stems, '') AS stems
		FROM dossier d
		CROSS JOIN LATERAL (SELECT string_agg(localised_text(text), ' ') AS said, joined(stems(text)) AS stems
			FROM objective WHERE dossier_id = d.id) o
		CROSS JOIN LATERAL (SELECT string_agg(localised_text(text), ' ') AS said, joined(stems(text)) AS stems
			FROM result WHERE dossier_id = d.id) r
		CROSS JOIN LATERAL (SELECT string_agg(names_of(named), ' ') AS said FROM dossier_organisation link
			JOIN organisation named ON named.id = link.organisation_id WHERE link.dossier_id = d.id) l
		UNION ALL
		SELECT 'meeting', m.id, plain(localised_text(m.title)),
			plain(concat_ws(' ', localised_text(m.title), localised_text(m.theme), localised_text(m.objective), m.city,
				m.place ->> 'name', d.region, names_of(host), i.said, s.said)),
			stems(m.title) || stems(m.theme) || stems(m.objective) || coalesce(i.stems, '')
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN organisation host ON host.id = m.host_id
		CROSS JOIN LATERAL (SELECT string_agg(concat_ws(' ', localised_text(title), localised_text(talk)), ' ') AS said,
				joined(stems(title) || stems(talk)) AS stems
			FROM agenda_item WHERE meeting_id = m.id AND removed_at IS NULL) i
		CROSS JOIN LATERAL (SELECT string_agg(array_to_string(tracks, ' '), ' ') AS said
			FROM parallel_slot WHERE meeting_id = m.id) s
		UNION ALL
		SELECT 'report', r.id, plain(localised_text(m.title)),
			plain(concat_ws(' ', localised_text(m.title), v.content ->> 'summary', v.content ->> 'objective',
				v.content ->> 'nextSteps', d.region, passage.said, translated.said)),
			stems(m.title) || stems(r.language, concat_ws(' ', v.content ->> 'summary', v.content ->> 'objective',
				v.content ->> 'nextSteps', passage.said)) || coalesce(translated.stems, '')
		FROM report r JOIN report_version v ON v.report_id = r.id AND v.version = r.version
		JOIN meeting m ON m.id = r.meeting_id LEFT JOIN dossier d ON d.id = m.dossier_id
		CROSS JOIN LATERAL (
			-- Only passages that are marked public, whatever else the version holds.
			SELECT string_agg(text #>> '{}', ' ') AS said FROM (
				SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").*[*] ? (@.visibility == "public").text') AS text
				UNION ALL SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").title.text')) public_text) passage
		CROSS JOIN LATERAL (
			-- A translation holds public text only.
			SELECT string_agg(text.value, ' ') AS said, joined(stems(t.language, text.value)) AS stems
			FROM report_translation t, jsonb_each_text(t.texts) text
			WHERE t.report_id = r.id AND t.version = r.version AND t.complete) translated
		UNION ALL
		SELECT 'film', f.id, plain(localised_text(f.title)),
			plain(concat_ws(' ', localised_text(f.title), names_of(o), d.region)), stems(f.title)
		FROM film f LEFT JOIN organisation o ON o.id = f.source_id LEFT JOIN dossier d ON d.id = f.dossier_id
		UNION ALL
		SELECT 'publication', p.id, plain(localised_text(p.title)),
			plain(concat_ws(' ', localised_text(p.title), localised_text(p.summary), names_of(o))),
			stems(p.title) || stems(p.summary)
		FROM publication p JOIN organisation o ON o.id = p.source_id WHERE p.type <> 'meeting-report'
		UNION ALL
		SELECT 'organisation', o.id, plain(names_of(o)),
			plain(concat_ws(' ', names_of(o), o.place, o.about)), stems(o.label)
		FROM organisation o`.execute(db);
}

async function createRefresh(db: Kysely<never>): Promise<void> {
	// The lock comes first, so that of two transactions the later one reads what the earlier wrote.
	await sql`CREATE FUNCTION refresh_search(wanted text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM pg_advisory_xact_lock(hashtextextended(wanted || id, 0))
				FROM (SELECT DISTINCT unnest(ids) AS id ORDER BY 1) each;
			DELETE FROM search_entry e WHERE e.kind = wanted AND e.source_id = ANY (ids);
			INSERT INTO search_entry SELECT * FROM search_source s WHERE s.kind = wanted AND s.source_id = ANY (ids);
		END $$`.execute(db);
	// Arguments in pairs: a kind, and the column of the changed row that names its source.
	await sql`CREATE FUNCTION search_changed() RETURNS trigger LANGUAGE plpgsql AS $$
		DECLARE place integer; before jsonb := to_jsonb(OLD); after jsonb := to_jsonb(NEW);
		BEGIN
			FOR place IN 0 .. TG_NARGS / 2 - 1 LOOP
				PERFORM refresh_search(TG_ARGV[2 * place], array_remove(ARRAY[
					(before ->> TG_ARGV[2 * place + 1])::uuid, (after ->> TG_ARGV[2 * place + 1])::uuid], NULL));
			END LOOP;
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE FUNCTION search_dossier_changed() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM refresh_search('meeting', ARRAY(SELECT id FROM meeting WHERE dossier_id = NEW.id));
			PERFORM refresh_search('film', ARRAY(SELECT id FROM film WHERE dossier_id = NEW.id));
			PERFORM refresh_search('report', ARRAY(SELECT r.id FROM report r
				JOIN meeting m ON m.id = r.meeting_id WHERE m.dossier_id = NEW.id));
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE FUNCTION search_organisation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM refresh_search('dossier', ARRAY(SELECT dossier_id FROM dossier_organisation
				WHERE organisation_id = NEW.id));
			PERFORM refresh_search('meeting', ARRAY(SELECT id FROM meeting WHERE host_id = NEW.id));
			PERFORM refresh_search('film', ARRAY(SELECT id FROM film WHERE source_id = NEW.id));
			PERFORM refresh_search('publication', ARRAY(SELECT id FROM publication WHERE source_id = NEW.id));
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE FUNCTION search_report_of_meeting_changed() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			PERFORM refresh_search('report', ARRAY(SELECT id FROM report WHERE meeting_id = NEW.id));
			RETURN NULL;
		END $$`.execute(db);
}

/** Table, the columns whose change matters, and the entries that hold them. */
const SOURCES: Array<[table: string, columns: string, entries: string]> = [
	['dossier', 'title, background, region, themes', `'dossier', 'id'`],
	['objective', 'text, dossier_id', `'dossier', 'dossier_id'`],
	['result', 'text, dossier_id', `'dossier', 'dossier_id'`],
	['dossier_organisation', 'organisation_id, dossier_id', `'dossier', 'dossier_id'`],
	['meeting', 'title, theme, objective, city, place, host_id, dossier_id', `'meeting', 'id'`],
	['agenda_item', 'title, talk, removed_at, meeting_id', `'meeting', 'meeting_id'`],
	['parallel_slot', 'tracks, meeting_id', `'meeting', 'meeting_id'`],
	['report', 'version, language, meeting_id', `'report', 'id'`],
	['report_version', 'content', `'report', 'report_id'`],
	['report_translation', 'texts, complete', `'report', 'report_id'`],
	['film', 'title, source_id, dossier_id', `'film', 'id'`],
	['publication', 'title, summary, source_id, type', `'publication', 'id'`],
	[
		'organisation',
		'name, label, full_name, acronym, aliases, unit, place, about',
		`'organisation', 'id'`
	]
];

async function createTriggers(db: Kysely<never>): Promise<void> {
	for (const [table, columns, entries] of SOURCES)
		await sql
			.raw(
				`CREATE TRIGGER search_changed AFTER INSERT OR DELETE OR UPDATE OF ${columns} ON ${table}
				FOR EACH ROW EXECUTE FUNCTION search_changed(${entries})`
			)
			.execute(db);
	await sql`CREATE TRIGGER search_dossier_changed AFTER UPDATE OF region ON dossier
		FOR EACH ROW EXECUTE FUNCTION search_dossier_changed()`.execute(db);
	await sql`CREATE TRIGGER search_organisation_changed
		AFTER UPDATE OF name, label, full_name, acronym, aliases, unit ON organisation
		FOR EACH ROW EXECUTE FUNCTION search_organisation_changed()`.execute(db);
	await sql`CREATE TRIGGER search_report_of_meeting_changed AFTER UPDATE OF title, dossier_id ON meeting
		FOR EACH ROW EXECUTE FUNCTION search_report_of_meeting_changed()`.execute(db);
}
