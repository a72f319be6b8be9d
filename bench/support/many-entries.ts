import { sql } from 'kysely';
import type { Db } from '#lib/server/platform/db.ts';

const SUBJECTS = ['Réunion', 'Meeting', 'Bijeenkomst', 'Reunión', 'Møde', 'Visite', 'Workshop'];

/** Fills a dossier with invented results, meetings, publications and films, `count` entries in all. */
export async function fillDossier(db: Db, slug: string, count: number): Promise<void> {
	const { id } = await db
		.selectFrom('dossier')
		.where('slug', '=', slug)
		.select('id')
		.executeTakeFirstOrThrow();
	const each = Math.floor(count / 4);
	await addResults(db, id, each);
	await addPublications(db, id, each);
	await addMeetings(db, id, each);
	await addFilms(db, id, count - 3 * each);
}

const day = sql`date '2020-01-01' + (n * 7 % 2400)`;
const subject = sql`(${sql.val(SUBJECTS)}::text[])[1 + n % ${sql.lit(SUBJECTS.length)}]`;
const text = (words: ReturnType<typeof sql>) =>
	sql`jsonb_build_object('original', 'fr', 'texts', jsonb_build_object('fr', ${words}, 'en', 'In English: ' || ${words}))`;
const title = text(sql`${subject} || ' numéro ' || n || ' du réseau école-entreprise'`);
const source = sql`(SELECT id FROM organisation ORDER BY slug OFFSET n % 30 LIMIT 1)`;

async function addResults(db: Db, id: string, count: number) {
	await sql`INSERT INTO result (dossier_id, date, text, organisation_id)
		SELECT ${id}::uuid, ${day}, ${title}, ${source} FROM generate_series(1, ${sql.lit(count)}) n`.execute(
		db
	);
}

async function addPublications(db: Db, id: string, count: number) {
	await sql`INSERT INTO publication (dossier_id, type, title, summary, source_id, date, language, url)
		SELECT ${id}::uuid, 'tool', ${title}, ${title}, ${source}, ${day}, 'fr', 'https://example.org/tools/' || n
		FROM generate_series(1, ${sql.lit(count)}) n`.execute(db);
}

async function addMeetings(db: Db, id: string, count: number) {
	await sql`WITH made AS (
			INSERT INTO meeting (dossier_id, slug, kind, title, objective, status, mode, room_name, host_id)
			SELECT ${id}::uuid, 'many-' || ${id}::text || '-' || n, 'working-group', ${title}, ${title}, 'held', 'online',
				'many-' || ${id}::text || '-' || n, ${source} FROM generate_series(1, ${sql.lit(count)}) n
			RETURNING id, slug
		) INSERT INTO meeting_day (meeting_id, day, date)
		SELECT id, 1, date '2020-01-01' + (length(slug) * 31 + ascii(right(slug, 1)) * 17) % 2400 FROM made`.execute(
		db
	);
}

async function addFilms(db: Db, id: string, count: number) {
	await sql`INSERT INTO film (dossier_id, slug, title, source_id, date, seconds, audio_languages, file, bytes, mime_type)
		SELECT ${id}::uuid, 'many-' || ${id}::text || '-' || n, ${title}, ${source}, ${day}, 60 + n, '{fr}', 'none.mp4', 1, 'video/mp4'
		FROM generate_series(1, ${sql.lit(count)}) n`.execute(db);
}

/** Dossiers with `each` entries, `count` of them; their names differ. */
export async function addDossiers(db: Db, count: number, each: number): Promise<void> {
	await sql`INSERT INTO dossier (slug, title, country, region, start_date, status)
		SELECT 'many-' || n, ${text(sql`'Taskforce ' || n`)}, 'FR', 'Bretagne', date '2020-01-01', 'active'
		FROM generate_series(1, ${sql.lit(count)}) n`.execute(db);
	for (let n = 1; n <= count; n++) await fillDossier(db, `many-${n}`, each);
}
