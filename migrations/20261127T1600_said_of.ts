import { sql, type Kysely } from 'kysely';
import { replaceSearchSource } from './views/search-source.ts';

/**
 * Which meetings the words of a thing are tied to is said once, and names that their people refused
 * give way in all of them, however they are written: accents, marks and spaces do not count.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await createTies(db);
	await createPattern(db);
	await createRule(db);
	await replaceSearchSource(db);
	await dropOldRule(db);
	await replaceRefresh(db);
	for (const tie of TIES) await createTriggers(db, tie);
	await sql`SELECT refresh_refusals(ARRAY(SELECT DISTINCT meeting_id FROM refusal))`.execute(db);
}

async function createTies(db: Kysely<never>): Promise<void> {
	await sql`CREATE VIEW said_of AS
		SELECT 'meeting' AS kind, id AS source_id, id AS meeting_id FROM meeting
		UNION ALL SELECT 'film', film_id, meeting_id FROM film_meeting
		UNION ALL SELECT 'film', film_id, meeting_id FROM agenda_item WHERE film_id IS NOT NULL AND removed_at IS NULL
		UNION ALL SELECT 'result', result_id, meeting_id FROM result_meeting
		UNION ALL SELECT 'figure', figure_id, meeting_id FROM figure_meeting
		UNION ALL SELECT 'publication', publication_id, meeting_id FROM publication_meeting
		UNION ALL SELECT 'publication', id, notice_of FROM publication WHERE notice_of IS NOT NULL`.execute(
		db
	);
	await sql`COMMENT ON VIEW said_of IS
		'the meetings that the words of a thing are tied to; all that stands in a meeting''s own tables counts as the meeting'`.execute(
		db
	);
	// For each meeting by itself: who refused is looked up by its keys, not gathered for all meetings.
	await sql`CREATE VIEW refused_word AS
		SELECT s.kind, s.source_id, r.name, r.role FROM said_of s CROSS JOIN LATERAL (
			SELECT name, role FROM refused_name WHERE meeting_id = s.meeting_id OFFSET 0) r`.execute(db);
	await sql`COMMENT ON VIEW refused_word IS
		'names that the words of a thing do not say, and what stands for them: for few things at a time'`.execute(
		db
	);
	await sql`CREATE INDEX agenda_item_film ON agenda_item (film_id) WHERE film_id IS NOT NULL`.execute(
		db
	);
}

const MARKS = '[\\u0300-\\u036f\\u00ad\\u200b-\\u200d]*';
/** Letters that have no mark to take away; the same stand in `model/name-pattern.ts`. */
const SPELT: Record<string, string> = { o: 'øØ', d: 'ðÐđĐ', l: 'łŁ', i: 'ı' };
const TWO: Record<string, string> = { ae: 'æÆ', oe: 'œŒ', ss: 'ßẞ', th: 'þÞ' };

/** Every way to write each letter that is written with marks. */
function listForms(): Record<string, string> {
	const forms: Record<string, string> = {};
	for (const letter of 'abcdefghijklmnopqrstuvwxyz')
		forms[letter] = letter + letter.toUpperCase() + (SPELT[letter] ?? '');
	for (let code = 0xc0; code < 0x2000; code++) {
		const sign = String.fromCharCode(code);
		const base = sign.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
		if (base.length !== 1 || base === sign.toLowerCase()) continue;
		forms[base] = (forms[base] ?? base + base.toUpperCase()) + sign;
	}
	return forms;
}

async function createPattern(db: Kysely<never>): Promise<void> {
	const forms = listForms();
	const one = (letter: string) => `[${forms[letter]}]${MARKS}`;
	const pieces = {
		...Object.fromEntries(Object.keys(forms).map((letter) => [letter, one(letter)])),
		...Object.fromEntries(
			Object.entries(TWO).map(([two, as]) => [
				two,
				`(?:${[...two].map(one).join('')}|[${as}]${MARKS})`
			])
		)
	};
	await sql`CREATE FUNCTION name_pattern(name text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
		SELECT '(?<![[:alnum:]])' || string_agg(CASE
			WHEN piece[1] ~ '^\\s' THEN '[[:space:]\\u00a0\\u2009\\u202f]+'
			ELSE coalesce(${sql.lit(JSON.stringify(pieces))}::jsonb ->> piece[1],
				CASE WHEN piece[1] ~ '[[:alnum:]]' THEN piece[1] ELSE '\\' || piece[1] END || ${sql.lit(MARKS)}) END,
			'' ORDER BY place) || '(?![[:alnum:]])'
		FROM regexp_matches(plain(regexp_replace(normalize(trim(name), NFD), '[\\u0300-\\u036f]', '', 'g')), 'ae|oe|ss|th|\\s+|.', 'g') WITH ORDINALITY found(piece, place) $$`.execute(
		db
	);
	await sql`COMMENT ON FUNCTION name_pattern IS
		'a regular expression for a name however it is written; model/name-pattern.ts does the same'`.execute(
		db
	);
}

async function createRule(db: Kysely<never>): Promise<void> {
	await sql`CREATE FUNCTION without_refused(said text, kind text, source uuid) RETURNS text LANGUAGE plpgsql STABLE AS $$
		DECLARE one record;
		BEGIN
			FOR one IN SELECT w.name, w.role FROM refused_word w WHERE w.kind = $2 AND w.source_id = $3
					ORDER BY length(w.name) DESC, w.name, w.role LOOP
				said := regexp_replace(said, name_pattern(one.name), replace(one.role, '\\', '\\\\'), 'gi');
			END LOOP;
			RETURN said;
		END $$`.execute(db);
	await sql`CREATE FUNCTION without_refused(said jsonb, kind text, source uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
		SELECT CASE WHEN jsonb_typeof($1 -> 'texts') = 'object' THEN jsonb_set($1, '{texts}', coalesce(
			(SELECT jsonb_object_agg(key, without_refused(value, $2, $3)) FROM jsonb_each_text($1 -> 'texts')), '{}'))
			ELSE $1 END $$`.execute(db);
}

async function dropOldRule(db: Kysely<never>): Promise<void> {
	await sql`DROP FUNCTION without_refused(jsonb, uuid), without_refused(text, uuid), refused_names(uuid)`.execute(
		db
	);
	await sql`DROP VIEW refusing_meeting`.execute(db);
}

async function replaceRefresh(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE FUNCTION refresh_refusals(meetings uuid[]) RETURNS void LANGUAGE plpgsql AS $$
		BEGIN
			IF cardinality(meetings) = 0 THEN RETURN; END IF;
			PERFORM refresh_search('meeting', meetings);
			PERFORM refresh_search('report', ARRAY(SELECT id FROM report WHERE meeting_id = ANY (meetings)));
			PERFORM refresh_search(tied.kind, tied.ids) FROM (SELECT kind, array_agg(DISTINCT source_id) AS ids
				FROM said_of WHERE meeting_id = ANY (meetings) AND kind IN ('film', 'publication') GROUP BY kind ORDER BY kind) tied;
			PERFORM refresh_search('dossier', ARRAY(SELECT DISTINCT r.dossier_id FROM result r
				JOIN result_meeting tied ON tied.result_id = r.id WHERE tied.meeting_id = ANY (meetings)));
		END $$`.execute(db);
}

interface Tie {
	table: string;
	/** What of its rows ties something to a meeting. */
	columns: string;
	kind: string;
	/** The entries that are written anew. */
	entry: string;
}

const TIES: Tie[] = [
	{ table: 'film_meeting', columns: 'film_id, meeting_id', kind: 'film', entry: 'film_id' },
	{
		table: 'agenda_item',
		columns: 'film_id, meeting_id, removed_at',
		kind: 'film',
		entry: 'film_id'
	},
	{
		table: 'publication_meeting',
		columns: 'publication_id, meeting_id',
		kind: 'publication',
		entry: 'publication_id'
	},
	{
		table: 'result_meeting',
		columns: 'result_id, meeting_id',
		kind: 'dossier',
		entry: '(SELECT r.dossier_id FROM result r WHERE r.id = result_id)'
	}
];

async function createTriggers(db: Kysely<never>, tie: Tie): Promise<void> {
	const { table, columns, kind, entry } = tie;
	const rows = {
		INSERT: ['NEW TABLE AS new_rows', `SELECT ${columns} FROM new_rows`],
		UPDATE: [
			'OLD TABLE AS old_rows NEW TABLE AS new_rows',
			`(SELECT ${columns} FROM new_rows EXCEPT SELECT ${columns} FROM old_rows)
				UNION (SELECT ${columns} FROM old_rows EXCEPT SELECT ${columns} FROM new_rows)`
		],
		DELETE: ['OLD TABLE AS old_rows', `SELECT ${columns} FROM old_rows`]
	};
	// Only where somebody refused does a tie change what is found.
	for (const [act, [tables, changed]] of Object.entries(rows)) {
		const name = `search_tie_${table}_${act.toLowerCase()}`;
		await sql
			.raw(
				`CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$
			BEGIN
				PERFORM refresh_search('${kind}', array_remove(ARRAY(SELECT DISTINCT ${entry} FROM (${changed}) changed
					WHERE meeting_id IN (SELECT meeting_id FROM refusal)), NULL));
				RETURN NULL;
			END $$`
			)
			.execute(db);
		await sql
			.raw(
				`CREATE TRIGGER search_tie_${act.toLowerCase()} AFTER ${act} ON ${table} REFERENCING ${tables}
			FOR EACH STATEMENT EXECUTE FUNCTION ${name}()`
			)
			.execute(db);
	}
}
