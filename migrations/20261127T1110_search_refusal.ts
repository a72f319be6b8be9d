import { sql, type Kysely, type RawBuilder } from 'kysely';

/** Nothing that belongs to a meeting is found by a name that somebody of it refused. */
export async function up(db: Kysely<never>): Promise<void> {
	await replaceSource(db);
	await createRefresh(db);
	for (const source of SOURCES) await createTriggers(db, source);
	await sql`SELECT refresh_refusals(ARRAY(SELECT DISTINCT meeting_id FROM refusing_meeting))`.execute(
		db
	);
}

/** A text without the names refused in `meeting`; `OFFSET 0` lets the database ask once for each row. */
const given = (said: string, meeting = 'm.id') =>
	sql.raw(`CASE WHEN refusal.found THEN without_refused(${said}, ${meeting}) ELSE ${said} END`);
const refusal = (meeting: string): RawBuilder<unknown> =>
	sql.raw(`LATERAL (SELECT EXISTS (SELECT FROM refusing_meeting g WHERE g.meeting_id = ${meeting}) AS found
		OFFSET 0) refusal`);

async function replaceSource(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE VIEW search_source AS
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
		SELECT 'meeting', m.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), localised_text(own.theme), localised_text(own.objective), m.city,
				m.place ->> 'name', d.region, names_of(host), i.said, s.said)),
			stems(own.title) || stems(own.theme) || stems(own.objective) || coalesce(i.stems, '')
		FROM meeting m LEFT JOIN dossier d ON d.id = m.dossier_id LEFT JOIN organisation host ON host.id = m.host_id
		CROSS JOIN ${refusal('m.id')}
		CROSS JOIN LATERAL (SELECT ${given('m.title')} AS title, ${given('m.theme')} AS theme,
			${given('m.objective')} AS objective OFFSET 0) own
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
		CROSS JOIN ${refusal('m.id')}
		CROSS JOIN LATERAL (SELECT ${given('m.title')} AS title, ${given(
			"concat_ws(' ', v.content ->> 'summary', v.content ->> 'objective', v.content ->> 'nextSteps')"
		)} AS lead OFFSET 0) own
		CROSS JOIN LATERAL (
			-- Only passages that are marked public, whatever else the version holds.
			SELECT string_agg(${given("text #>> '{}'")}, ' ') AS said FROM (
				SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").*[*] ? (@.visibility == "public").text') AS text
				UNION ALL SELECT jsonb_path_query(v.content,
					'$.items[*] ? (@.visibility == "public").title.text')) public_text) passage
		CROSS JOIN LATERAL (
			-- A translation holds public text only.
			SELECT string_agg(said, ' ') AS said, joined(stems(language, said)) AS stems
			FROM (SELECT t.language, ${given('text.value')} AS said
				FROM report_translation t, jsonb_each_text(t.texts) text
				WHERE t.report_id = r.id AND t.version = r.version AND t.complete OFFSET 0) told) translated
		UNION ALL
		SELECT 'film', f.id, plain(localised_text(f.title)),
			plain(concat_ws(' ', localised_text(f.title), names_of(o), d.region)), stems(f.title)
		FROM film f LEFT JOIN organisation o ON o.id = f.source_id LEFT JOIN dossier d ON d.id = f.dossier_id
		UNION ALL
		SELECT 'publication', p.id, plain(localised_text(own.title)),
			plain(concat_ws(' ', localised_text(own.title), localised_text(own.summary), names_of(o))),
			stems(own.title) || stems(own.summary)
		FROM publication p JOIN organisation o ON o.id = p.source_id
		CROSS JOIN ${refusal('p.notice_of')}
		CROSS JOIN LATERAL (SELECT ${given('p.title', 'p.notice_of')} AS title,
			${given('p.summary', 'p.notice_of')} AS summary OFFSET 0) own
		WHERE p.type <> 'meeting-report'
		UNION ALL
		SELECT 'organisation', o.id, plain(names_of(o)),
			plain(concat_ws(' ', names_of(o), o.place, o.about)), stems(o.label)
		FROM organisation o`.execute(db);
}

async function createRefresh(db: Kysely<never>): Promise<void> {
	await sql`CREATE FUNCTION refresh_refusals(meetings uuid[]) RETURNS void LANGUAGE plpgsql AS $$
		BEGIN
			IF cardinality(meetings) = 0 THEN RETURN; END IF;
			PERFORM refresh_search('meeting', meetings);
			PERFORM refresh_search('report', ARRAY(SELECT id FROM report WHERE meeting_id = ANY (meetings)));
			PERFORM refresh_search('publication', ARRAY(SELECT id FROM publication WHERE notice_of = ANY (meetings)));
		END $$`.execute(db);
	await sql`COMMENT ON FUNCTION refresh_refusals IS
		'writes anew what is found of meetings of which refused_names changed'`.execute(db);
}

interface Source {
	table: string;
	/** What of its rows decides about refused names. */
	columns: string;
	/** Meetings whose refused names change with the rows of `changed`. */
	meetings: string;
	acts?: string[];
}

/** Of those who come or go, only who refused for all meetings, or is no more, changes what is refused. */
const among = (more = '') => `FROM changed LEFT JOIN person p ON p.id = changed.person_id ${more}
	WHERE changed.person_id IS NOT NULL AND (p.id IS NULL OR NOT p.publish_name)`;
const SOURCES: Source[] = [
	{
		table: 'name_basis',
		columns: 'person_id, meeting_id, basis',
		meetings: 'SELECT meeting_id FROM changed'
	},
	...['seat', 'attendance_person'].map((table) => ({
		table,
		columns: 'person_id, meeting_id',
		meetings: `SELECT changed.meeting_id ${among()}`
	})),
	{
		table: 'item_speaker',
		columns: 'person_id, agenda_item_id',
		meetings: `SELECT i.meeting_id ${among('JOIN agenda_item i ON i.id = changed.agenda_item_id')}`
	},
	{
		// Its speakers are gone with it.
		table: 'agenda_item',
		columns: 'id, meeting_id',
		meetings: 'SELECT meeting_id FROM changed',
		acts: ['UPDATE', 'DELETE']
	},
	{
		table: 'action',
		columns: 'owner_person_id AS person_id, meeting_id',
		meetings: `SELECT changed.meeting_id ${among()}`
	},
	{
		table: 'meeting',
		columns: 'chair_id AS person_id, id AS meeting_id',
		meetings: `SELECT changed.meeting_id ${among()}`
	},
	{
		table: 'person',
		columns: 'id AS person_id, name, role_label, publish_name',
		meetings: `SELECT meeting_id FROM name_basis JOIN changed USING (person_id) WHERE basis = 'refused'
			UNION SELECT meeting_id FROM seat JOIN refuser USING (person_id)
			UNION SELECT meeting_id FROM attendance_person JOIN refuser USING (person_id)
			UNION SELECT i.meeting_id FROM item_speaker s JOIN refuser USING (person_id)
				JOIN agenda_item i ON i.id = s.agenda_item_id
			UNION SELECT meeting_id FROM action JOIN refuser ON owner_person_id = person_id
			UNION SELECT m.id FROM meeting m JOIN refuser ON m.chair_id = person_id`,
		acts: ['UPDATE']
	}
];

async function createTriggers(db: Kysely<never>, source: Source): Promise<void> {
	const { table, columns, meetings, acts = ['INSERT', 'UPDATE', 'DELETE'] } = source;
	const changed = {
		INSERT: `SELECT ${columns} FROM new_rows`,
		UPDATE: `(SELECT ${columns} FROM new_rows EXCEPT SELECT ${columns} FROM old_rows)
			UNION (SELECT ${columns} FROM old_rows EXCEPT SELECT ${columns} FROM new_rows)`,
		DELETE: `SELECT ${columns} FROM old_rows`
	};
	const rows = {
		INSERT: 'NEW TABLE AS new_rows',
		UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
		DELETE: 'OLD TABLE AS old_rows'
	};
	const refuser =
		table === 'person'
			? ', refuser AS (SELECT DISTINCT person_id FROM changed WHERE NOT publish_name)'
			: '';
	for (const act of acts as Array<keyof typeof rows>) {
		const name = `search_refusal_${table}_${act.toLowerCase()}`;
		await sql
			.raw(
				`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				PERFORM refresh_refusals(ARRAY(WITH changed AS (${changed[act]})${refuser}
					SELECT DISTINCT meeting_id FROM (${meetings}) concerned WHERE meeting_id IS NOT NULL));
				RETURN NULL;
			END $$`
			)
			.execute(db);
		await sql
			.raw(
				`CREATE TRIGGER search_refusal_${act.toLowerCase()} AFTER ${act} ON ${table} REFERENCING ${rows[act]}
				FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`
			)
			.execute(db);
	}
}
