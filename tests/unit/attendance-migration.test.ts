import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, createPool, type Db } from '#lib/server/platform/db.ts';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, execute, nameDatabase } from '../../scripts/scratch.ts';

const BEFORE = '20261126T1600_updated';
const name = `emvod_test_${randomBytes(8).toString('hex')}`;
let server: string;
let db: Db;
beforeAll(async () => {
	server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const url = await createEmptyDatabase(server, name);
	await migrate(url, BEFORE);
	await execute(
		url,
		`INSERT INTO organisation (slug, name) VALUES ('firm', 'Firm')`,
		`INSERT INTO person (name) VALUES ('For the firm'), ('Alone')`,
		`INSERT INTO meeting (slug, kind, title, status, mode, room_name, attendance_statement)
			SELECT slug, 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', 'held', 'online', slug,
				CASE WHEN slug <> 'bare' THEN '{"original":"en","texts":{"en":"Some came"}}'::jsonb END
			FROM unnest(ARRAY['listed','told','bare']) slug`,
		`INSERT INTO attendance (meeting_id, organisation_id, state, heads)
			SELECT m.id, o.id, 'present', 2 FROM meeting m, organisation o WHERE m.slug = 'listed'`,
		`INSERT INTO seat (meeting_id, person_id, organisation_id, kind, heads, role_label)
			SELECT m.id, p.id, o.id, 'participant', 1, 'guest' FROM meeting m, person p
			LEFT JOIN organisation o ON p.name = 'For the firm' WHERE m.slug = 'listed'`,
		`INSERT INTO presence (seat_id) SELECT id FROM seat`,
		`INSERT INTO report (slug, meeting_id, state, language, draft, version)
			SELECT slug, id, 'published', 'en', '{}', 1 FROM meeting WHERE slug = 'listed'`,
		`INSERT INTO report_version (report_id, version, state, kind, content)
			SELECT id, 1, 'published', 'first', '{"host":{"name":"H"},"mode":"online"}' FROM report`,
		`INSERT INTO report_file (report_id, version, format, bytes) SELECT id, 1, 'md', 'x' FROM report`
	);
	await migrate(url);
	db = createDatabase(createPool(url, 2));
});
afterAll(async () => {
	await db.destroy();
	await dropDatabase(server, name);
});

test('lists stay as public as they were; words that nobody could read are not opened by it', async () => {
	const rows = await db
		.selectFrom('meeting')
		.select(['slug', 'attendanceVisibility as readers'])
		.orderBy('slug')
		.execute();
	expect(rows).toEqual([
		{ slug: 'bare', readers: 'public' },
		{ slug: 'listed', readers: 'public' },
		{ slug: 'told', readers: 'members' }
	]);
});

test('whoever was counted from the room alone stands on the list, and files made so far are of the text as it was published', async () => {
	const people = await db
		.selectFrom('attendancePerson as a')
		.innerJoin('person as p', 'p.id', 'a.personId')
		.select(['p.name', 'a.state', 'a.seat', 'a.heads', 'a.roleLabel'])
		.execute();
	expect(people).toEqual([
		{ name: 'Alone', state: 'present', seat: 'remote', heads: 1, roleLabel: 'guest' }
	]);
	expect(await db.selectFrom('reportFile').select('disclosed').execute()).toEqual([
		{ disclosed: '' }
	]);
});
