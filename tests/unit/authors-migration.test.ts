import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, createPool, type Db } from '#lib/server/platform/db.ts';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, execute, nameDatabase } from '../../scripts/scratch.ts';

const BEFORE = '20261127T1021_report';
const name = `emvod_test_${randomBytes(8).toString('hex')}`;
let server: string;
let db: Db;
beforeAll(async () => {
	server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const url = await createEmptyDatabase(server, name);
	await migrate(url, BEFORE);
	await execute(
		url,
		`INSERT INTO dossier (slug, title) SELECT slug, '{"original":"en","texts":{"en":"D"}}'
			FROM unnest(ARRAY['one','two']) slug`,
		`INSERT INTO meeting (slug, kind, title, status, room_name, dossier_id)
			SELECT slug, 'external-event', '{"original":"en","texts":{"en":"M"}}', 'held', slug,
				(SELECT id FROM dossier d WHERE d.slug = split_part(e.slug, '-', 1))
			FROM unnest(ARRAY['one-a','one-b','two-a','open-a','open-b']) AS e(slug)`,
		...[
			['one-a', 'Ann Author'],
			['one-a', ' ann  author '],
			['one-b', 'Ánn Author'],
			['one-b', 'Bob Author'],
			['one-b', ' '],
			['two-a', 'Ann Author'],
			['open-a', 'Ann Author'],
			['open-a', 'Ann Author'],
			['open-b', 'Ann  Author']
		].map(
			([
				slug,
				author
			]) => `INSERT INTO participant_report (meeting_id, author_name, author_role, language)
				SELECT id, '${author}', 'teacher', 'en' FROM meeting WHERE slug = '${slug}'`
		)
	);
	await migrate(url);
	db = createDatabase(createPool(url, 2));
});
afterAll(async () => {
	await db.destroy();
	await dropDatabase(server, name);
});

test('authors of one name in a dossier, or about one event of none, became one person', async () => {
	const rows = await db
		.selectFrom('participantReport as r')
		.innerJoin('meeting as m', 'm.id', 'r.meetingId')
		.leftJoin('person as p', 'p.id', 'r.authorId')
		.select(['m.slug', 'p.id', 'p.name', 'p.publishName'])
		.orderBy('r.createdAt')
		.orderBy('r.id')
		.execute();
	expect(rows.map(({ slug, name }) => [slug, name])).toEqual([
		['one-a', 'Ann Author'],
		['one-a', 'Ann Author'],
		['one-b', 'Ann Author'],
		['one-b', 'Bob Author'],
		['one-b', null],
		['two-a', 'Ann Author'],
		['open-a', 'Ann Author'],
		['open-a', 'Ann Author'],
		['open-b', 'Ann Author']
	]);
	const people = [0, 3, 5, 6, 8].map((at) => rows[at]!.id);
	expect(new Set(people).size).toBe(5);
	expect(rows[1]!.id).toBe(rows[0]!.id);
	expect(rows[2]!.id).toBe(rows[0]!.id);
	expect(rows[7]!.id).toBe(rows[6]!.id);
	const all = await db.selectFrom('person').select('publishName').execute();
	expect(all).toHaveLength(5);
	expect(all.every(({ publishName }) => publishName === null)).toBe(true);
});
