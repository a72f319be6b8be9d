import { sql, type Kysely } from 'kysely';

/**
 * Search is kept up once per statement, however many rows it changes, and knows every word of its
 * entries, so that a mistyped one can be put right.
 */
export async function up(db: Kysely<never>): Promise<void> {
	await dropRowTriggers(db);
	await createRefresh(db);
	for (const source of SOURCES) await createTriggers(db, source);
	await createWords(db);
}

interface Source {
	table: string;
	/** What tells its rows apart, and what of them is searched for. */
	columns: string;
	kind: string;
	/** The column that names the entry. */
	entry: string;
	/** Entries of other kinds that hold some of the columns; `ids` are the entries changed. */
	followers?: { columns: string; refresh: string };
}

const ORGANISATION_NAMES = 'name, label, full_name, acronym, aliases, unit, former_names';
const SOURCES: Source[] = [
	{
		table: 'dossier',
		columns: 'id, title, background, region, themes',
		kind: 'dossier',
		entry: 'id',
		followers: {
			columns: 'id, region',
			refresh: `
			PERFORM refresh_search('meeting', ARRAY(SELECT id FROM meeting WHERE dossier_id = ANY (ids)));
			PERFORM refresh_search('film', ARRAY(SELECT id FROM film WHERE dossier_id = ANY (ids)));
			PERFORM refresh_search('report', ARRAY(SELECT r.id FROM report r
				JOIN meeting m ON m.id = r.meeting_id WHERE m.dossier_id = ANY (ids)));`
		}
	},
	{ table: 'objective', columns: 'id, text, dossier_id', kind: 'dossier', entry: 'dossier_id' },
	{ table: 'result', columns: 'id, text, dossier_id', kind: 'dossier', entry: 'dossier_id' },
	{
		table: 'dossier_organisation',
		columns: 'organisation_id, role, dossier_id',
		kind: 'dossier',
		entry: 'dossier_id'
	},
	{
		table: 'meeting',
		columns: 'id, title, theme, objective, city, place, host_id, dossier_id',
		kind: 'meeting',
		entry: 'id',
		followers: {
			columns: 'id, title, dossier_id',
			refresh: `
			PERFORM refresh_search('report', ARRAY(SELECT id FROM report WHERE meeting_id = ANY (ids)));`
		}
	},
	{
		table: 'agenda_item',
		columns: 'id, title, talk, removed_at, meeting_id',
		kind: 'meeting',
		entry: 'meeting_id'
	},
	{
		table: 'parallel_slot',
		columns: 'id, tracks, meeting_id',
		kind: 'meeting',
		entry: 'meeting_id'
	},
	{ table: 'report', columns: 'id, version, language, meeting_id', kind: 'report', entry: 'id' },
	{
		table: 'report_version',
		columns: 'report_id, version, content',
		kind: 'report',
		entry: 'report_id'
	},
	{
		table: 'report_translation',
		columns: 'report_id, version, language, texts, complete',
		kind: 'report',
		entry: 'report_id'
	},
	{ table: 'film', columns: 'id, title, source_id, dossier_id', kind: 'film', entry: 'id' },
	{
		table: 'publication',
		columns: 'id, title, summary, source_id, type',
		kind: 'publication',
		entry: 'id'
	},
	{
		table: 'organisation',
		columns: `id, ${ORGANISATION_NAMES}, place, about`,
		kind: 'organisation',
		entry: 'id',
		followers: {
			columns: `id, ${ORGANISATION_NAMES}`,
			refresh: `
			PERFORM refresh_search('dossier', ARRAY(SELECT dossier_id FROM dossier_organisation
				WHERE organisation_id = ANY (ids)));
			PERFORM refresh_search('meeting', ARRAY(SELECT id FROM meeting WHERE host_id = ANY (ids)));
			PERFORM refresh_search('film', ARRAY(SELECT id FROM film WHERE source_id = ANY (ids)));
			PERFORM refresh_search('publication', ARRAY(SELECT id FROM publication WHERE source_id = ANY (ids)));`
		}
	}
];

async function dropRowTriggers(db: Kysely<never>): Promise<void> {
	for (const { table } of SOURCES)
		await sql`DROP TRIGGER search_changed ON ${sql.table(table)}`.execute(db);
	await sql`DROP TRIGGER search_dossier_changed ON dossier`.execute(db);
	await sql`DROP TRIGGER search_organisation_changed ON organisation`.execute(db);
	await sql`DROP TRIGGER search_report_of_meeting_changed ON meeting`.execute(db);
	await sql`DROP FUNCTION search_changed(), search_dossier_changed(), search_organisation_changed(),
		search_report_of_meeting_changed()`.execute(db);
}

/**
 * Locks come first and in order, so that of two transactions the later one reads what the earlier
 * wrote. Entries share 1024 of them: a lock for each would not fit for thousands of entries.
 */
async function createRefresh(db: Kysely<never>): Promise<void> {
	await sql`CREATE OR REPLACE FUNCTION refresh_search(wanted text, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
		BEGIN
			IF cardinality(ids) = 0 THEN RETURN; END IF;
			PERFORM pg_advisory_xact_lock(20261127, lock) FROM (
				SELECT DISTINCT hashtext(wanted || id) & 1023 AS lock FROM unnest(ids) id ORDER BY 1) each;
			DELETE FROM search_entry e WHERE e.kind = wanted AND e.source_id = ANY (ids);
			INSERT INTO search_entry SELECT * FROM search_source s WHERE s.kind = wanted AND s.source_id = ANY (ids);
		END $$`.execute(db);
}

async function createTriggers(db: Kysely<never>, source: Source): Promise<void> {
	const { table, columns, kind, entry, followers } = source;
	const changed = (of: string, id: string) => `ARRAY(SELECT DISTINCT ${id} FROM (
		(SELECT ${of} FROM new_rows EXCEPT SELECT ${of} FROM old_rows)
		UNION (SELECT ${of} FROM old_rows EXCEPT SELECT ${of} FROM new_rows)) changed)`;
	const follow = followers
		? `IF TG_OP = 'UPDATE' THEN
			ids := ${changed(followers.columns, 'id')};
			IF cardinality(ids) > 0 THEN ${followers.refresh}
			END IF;
		END IF;`
		: '';
	await sql
		.raw(
			`CREATE FUNCTION search_${table}_changed() RETURNS trigger LANGUAGE plpgsql AS $$
		DECLARE ids uuid[];
		BEGIN
			IF TG_OP = 'INSERT' THEN ids := ARRAY(SELECT DISTINCT ${entry} FROM new_rows);
			ELSIF TG_OP = 'DELETE' THEN ids := ARRAY(SELECT DISTINCT ${entry} FROM old_rows);
			ELSE ids := ${changed(columns, entry)};
			END IF;
			PERFORM refresh_search('${kind}', array_remove(ids, NULL));
			${follow}
			RETURN NULL;
		END $$`
		)
		.execute(db);
	const rows = {
		INSERT: 'NEW TABLE AS new_rows',
		UPDATE: 'OLD TABLE AS old_rows NEW TABLE AS new_rows',
		DELETE: 'OLD TABLE AS old_rows'
	};
	for (const [act, tables] of Object.entries(rows))
		await sql
			.raw(
				`CREATE TRIGGER search_${act.toLowerCase()} AFTER ${act} ON ${table} REFERENCING ${tables}
				FOR EACH STATEMENT EXECUTE FUNCTION search_${table}_changed()`
			)
			.execute(db);
}

/**
 * Every word of every entry. Nobody waits for another's words: one that two transactions bring at
 * once stands there twice, and what no entry holds any more is cleared away later.
 */
async function createWords(db: Kysely<never>): Promise<void> {
	await sql`CREATE TABLE search_word (word text NOT NULL)`.execute(db);
	await sql`CREATE INDEX search_word_word ON search_word (word)`.execute(db);
	await sql`CREATE FUNCTION search_words(body text) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
		AS $$ SELECT ARRAY(SELECT word FROM unnest(tsvector_to_array(to_tsvector('simple', $1))) word
			WHERE length(word) BETWEEN 2 AND 40) $$`.execute(db);
	await sql`CREATE FUNCTION search_words_added() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			INSERT INTO search_word SELECT DISTINCT added.word
				FROM new_rows, unnest(search_words(new_rows.body)) AS added(word)
				WHERE NOT EXISTS (SELECT FROM search_word known WHERE known.word = added.word);
			RETURN NULL;
		END $$`.execute(db);
	await sql`CREATE TRIGGER search_words_added AFTER INSERT ON search_entry REFERENCING NEW TABLE AS new_rows
		FOR EACH STATEMENT EXECUTE FUNCTION search_words_added()`.execute(db);
	// The lock waits for whoever is adding words to entries that this transaction cannot see yet.
	await sql`CREATE FUNCTION clear_search_words() RETURNS void LANGUAGE plpgsql AS $$
		BEGIN
			LOCK TABLE search_word IN EXCLUSIVE MODE;
			DELETE FROM search_word w WHERE NOT EXISTS (SELECT FROM (
				SELECT DISTINCT unnest(search_words(body)) AS word FROM search_entry) used WHERE used.word = w.word)
				OR EXISTS (SELECT FROM search_word twin WHERE twin.word = w.word AND twin.ctid < w.ctid);
		END $$`.execute(db);
	await sql`INSERT INTO search_word SELECT DISTINCT unnest(search_words(body)) FROM search_entry`.execute(
		db
	);
}
