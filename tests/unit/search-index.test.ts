import fc from 'fast-check';
import { sql, type RawBuilder } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { search } from '#lib/server/library/search.ts';
import { clearVocabulary } from '#lib/server/library/vocabulary.ts';
import { demoDatabase } from '../support/demo.ts';

let demo: Awaited<ReturnType<typeof demoDatabase>>;
beforeAll(async () => {
	demo = await demoDatabase();
});
afterAll(() => demo.close());

const titled = (text: string) =>
	sql`jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', ${text}::text))`;
const any = (table: string, n: number) =>
	sql`(SELECT id FROM ${sql.table(table)} ORDER BY id OFFSET ${sql.lit(n)} % greatest(1, (SELECT count(*) FROM ${sql.table(table)})) LIMIT 1)`;

/** What happens to a record over the years, each as one statement. */
const CHANGES: Record<string, (n: number, words: string) => RawBuilder<unknown>> = {
	'a dossier is renamed': (n, words) =>
		sql`UPDATE dossier SET title = ${titled(words)}, region = ${words} WHERE id = ${any('dossier', n)}`,
	'an organisation is renamed': (n, words) =>
		sql`UPDATE organisation SET name = ${words}, aliases = ARRAY[${words}] WHERE id = ${any('organisation', n)}`,
	'an objective is added': (n, words) =>
		sql`INSERT INTO objective (dossier_id, position, text) VALUES (${any('dossier', n)}, 99, ${titled(words)})`,
	'a result is added': (n, words) =>
		sql`INSERT INTO result (dossier_id, date, text) VALUES (${any('dossier', n)}, '2021-01-01', ${titled(words)})`,
	'a result is removed': (n) => sql`DELETE FROM result WHERE id = ${any('result', n)}`,
	'a requester leaves': (n) =>
		sql`DELETE FROM dossier_organisation WHERE dossier_id = ${any('dossier', n)}`,
	'a meeting is renamed': (n, words) =>
		sql`UPDATE meeting SET title = ${titled(words)} WHERE id = ${any('meeting', n)}`,
	'a report is given another title': (n, words) =>
		sql`UPDATE report_version SET content = jsonb_set(content, '{title}', jsonb_build_object('lang', 'en', 'text', ${words}::text))
			WHERE report_id = ${any('report', n)} AND set_config('emvod.erasure', 'on', true) = 'on'`,
	'a report is titled after somebody': (n) =>
		sql`UPDATE report_version SET content = jsonb_set(content, '{title,text}', to_jsonb(
				'Talk of ' || coalesce((SELECT name FROM person WHERE id = ${any('person', n)}), '…')))
			WHERE report_id = ${any('report', n)} AND set_config('emvod.erasure', 'on', true) = 'on'`,
	'a translation is begun, finished or taken up again': (n, words) =>
		sql`INSERT INTO report_translation (report_id, version, language, texts, complete)
			SELECT id, version, 'fr', jsonb_build_object('title', ${words}::text), ${n % 2 === 0}::boolean FROM report
				WHERE id = ${any('report', n)} AND version > 0
			ON CONFLICT (report_id, version, language) DO UPDATE SET texts = EXCLUDED.texts, complete = EXCLUDED.complete`,
	'a meeting moves to another dossier': (n) =>
		sql`UPDATE meeting SET dossier_id = ${any('dossier', n + 1)} WHERE id = ${any('meeting', n)}`,
	'an item is renamed': (n, words) =>
		sql`UPDATE agenda_item SET title = ${titled(words)} WHERE id = ${any('agenda_item', n)}`,
	'an item is removed': (n) =>
		sql`UPDATE agenda_item SET removed_at = now() WHERE id = ${any('agenda_item', n)}`,
	'a film is removed': (n) => sql`DELETE FROM film WHERE id = ${any('film', n)}`,
	'a publication is renamed': (n, words) =>
		sql`UPDATE publication SET title = ${titled(words)} WHERE id = ${any('publication', n)}`,
	'somebody refuses to be named in a meeting': (n) =>
		sql`INSERT INTO name_basis (person_id, meeting_id, basis) VALUES (${any('person', n)}, ${any('meeting', n)}, 'refused')
			ON CONFLICT (person_id, meeting_id) DO UPDATE SET basis = 'refused'`,
	'the refusal is taken back': (n) =>
		sql`DELETE FROM name_basis WHERE meeting_id = ${any('meeting', n)}`,
	'somebody refuses to be named at all': (n) =>
		sql`UPDATE person SET publish_name = NOT coalesce(publish_name, true) WHERE id = ${any('person', n)}`,
	'somebody is renamed as a text says': (n) =>
		sql`UPDATE person SET name = (SELECT array_to_string((regexp_split_to_array(
			content ->> 'summary', '\\s+'))[${sql.lit(n + 1)}:${sql.lit(n + 2)}], ' ') FROM report_version LIMIT 1)
			WHERE id = ${any('person', n)}`,
	'a chair is chosen': (n) =>
		sql`UPDATE meeting SET chair_id = ${any('person', n)} WHERE id = ${any('meeting', n)}`,
	'a speaker leaves': (n) =>
		sql`DELETE FROM item_speaker WHERE agenda_item_id = ${any('agenda_item', n)}`,
	'a speaker comes': (n) =>
		sql`INSERT INTO item_speaker (agenda_item_id, person_id, position) VALUES (${any('agenda_item', n)}, ${any('person', n)}, 9)
			ON CONFLICT DO NOTHING`,
	'somebody is put on the attendance list': (n) =>
		sql`INSERT INTO attendance_person (meeting_id, person_id, state) VALUES (${any('meeting', n)}, ${any('person', n)}, 'present')
			ON CONFLICT DO NOTHING`,
	'a seat passes to somebody else': (n) =>
		sql`UPDATE seat SET person_id = ${any('person', n)} WHERE id = ${any('seat', n)}
			AND NOT EXISTS (SELECT FROM seat other WHERE other.meeting_id = seat.meeting_id AND other.person_id = ${any('person', n)})`,
	'an action passes to a person': (n) =>
		sql`UPDATE action SET owner_organisation_id = NULL, owner_person_id = ${any('person', n)} WHERE id = ${any('action', n)}`,
	'a report passes to another author': (n) =>
		sql`UPDATE participant_report SET author_id = ${any('person', n)} WHERE id = ${any('participant_report', n)}`,
	'a meeting is removed with all of it': (n) =>
		sql`DELETE FROM meeting WHERE id = ${any('meeting', n)} AND NOT EXISTS (SELECT FROM report WHERE meeting_id = meeting.id)`
};

const used = sql`SELECT DISTINCT unnest(search_words(body)) AS word FROM search_entry`;

/** Words of entries that the vocabulary lacks. */
async function listUnknownWords() {
	const { rows } = await sql`(${used}) EXCEPT SELECT word FROM search_word`.execute(demo.db);
	return rows;
}

/** Words of the vocabulary that no entry holds, and those that stand there twice. */
async function countForgotten(): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		SELECT count(*)::int - (SELECT count(*)::int FROM (${used}) used) AS count FROM search_word`.execute(
		demo.db
	);
	return rows[0]!.count;
}

test('two who change one meeting at once both count', async () => {
	const { db } = demo;
	const { id } = await db
		.selectFrom('meeting')
		.where('slug', '=', 'bretagne-1')
		.select('id')
		.executeTakeFirstOrThrow();
	const add = (words: string, wait: Promise<void>) =>
		db.transaction().execute(async (trx) => {
			await sql`INSERT INTO parallel_slot (meeting_id, day, label, tracks)
				VALUES (${id}, 1, ${titled(words)}, ARRAY[${words}]::text[])`.execute(trx);
			await wait;
		});
	let release = () => {};
	const first = add('zephyrone', new Promise((done) => (release = done)));
	const second = add('zephyrtwo', Promise.resolve());
	setTimeout(release, 100);
	await Promise.all([first, second]);
	for (const word of ['zephyrone', 'zephyrtwo', 'zephyrone zephyrtwo'])
		expect((await search(db, null, word)).hits.length, word).toBe(1);
});

test('a thousand results in one statement write the entry of their dossier once', async () => {
	const { db } = demo;
	const { id } = await db
		.selectFrom('dossier')
		.where('slug', '=', 'bretagne')
		.select('id')
		.executeTakeFirstOrThrow();
	await sql`CREATE TABLE written (kind text)`.execute(db);
	await sql`CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql
		AS $$ BEGIN INSERT INTO written VALUES (NEW.kind); RETURN NULL; END $$`.execute(db);
	await sql`CREATE TRIGGER note_written AFTER INSERT ON search_entry
		FOR EACH ROW EXECUTE FUNCTION note_written()`.execute(db);
	const countWritten = async () => {
		const { rows } = await sql`WITH gone AS (DELETE FROM written RETURNING kind)
			SELECT kind FROM gone`.execute(db);
		return rows.length;
	};
	const said = sql`jsonb_build_object('original', 'en', 'texts', jsonb_build_object('en', 'Many results ' || n))`;
	await sql`INSERT INTO result (dossier_id, date, text)
		SELECT ${id}::uuid, date '2001-01-01', ${said} FROM generate_series(1, 1000) n`.execute(db);
	expect(await countWritten()).toBe(1);
	// What is not searched for changes nothing.
	await sql`UPDATE result SET date = date '2001-01-02' WHERE date = date '2001-01-01'`.execute(db);
	expect(await countWritten()).toBe(0);
	await sql`UPDATE result SET text = jsonb_set(text, '{texts,en}', '"Fewer"') WHERE date = date '2001-01-02'`.execute(
		db
	);
	expect(await countWritten()).toBe(1);
	await sql`DELETE FROM result WHERE date = date '2001-01-02'`.execute(db);
	expect(await countWritten()).toBe(1);
	await sql`DROP TRIGGER note_written ON search_entry`.execute(db);
});

test('the index says what the sources say, whatever was changed', async () => {
	const step = fc.tuple(
		fc.constantFrom(...Object.keys(CHANGES)),
		fc.nat(40),
		fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
			.map((text) => `w${text.replaceAll('\0', '')}`)
	);
	await fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
			for (const [name, n, words] of steps) await CHANGES[name]!(n, words).execute(demo.db);
			const { rows } = await sql`
				(SELECT * FROM search_entry EXCEPT SELECT * FROM search_source)
				UNION ALL (SELECT * FROM search_source EXCEPT SELECT * FROM search_entry)`.execute(demo.db);
			expect(rows).toEqual([]);
			expect(await listUnknownWords()).toEqual([]);
		}),
		{ numRuns: 40, seed: 20261127 }
	);
	expect(await countForgotten()).toBeGreaterThan(0);
	await clearVocabulary(demo.db);
	expect(await countForgotten()).toBe(0);
	expect(await listUnknownWords()).toEqual([]);
});
