import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPool } from '#lib/server/platform/db.ts';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('notices published before know the dates of the day on which they were, and stay unchanged otherwise', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const pool = createPool(url, 1);
	try {
		await migrate(url, '20261126T1600_updated');
		await pool.query(`
			INSERT INTO organisation (slug, name) VALUES ('host', 'Host');
			INSERT INTO meeting (slug, kind, title, status, room_name, status_history) VALUES
				('moved', 'taskforce-meeting', '{}', 'scheduled', 'a', jsonb_build_array(jsonb_build_object(
					'status', 'moved', 'at', now() + interval '1 day', 'from', '["2027-08-27"]'::jsonb))),
				('steady', 'taskforce-meeting', '{}', 'scheduled', 'b', '[]');
			INSERT INTO meeting_day (meeting_id, day, date) SELECT id, 1, '2027-09-01' FROM meeting;
			INSERT INTO publication (type, source_id, title, date, notice_of)
				SELECT 'notice', (SELECT id FROM organisation),
					'{"original":"en","texts":{"en":"Scheduled","nl":"Gepland"}}', current_date, id FROM meeting`);
		const read = async (columns: string) =>
			(
				await pool.query(`SELECT m.slug, ${columns} FROM publication p
					JOIN meeting m ON m.id = p.notice_of ORDER BY m.slug`)
			).rows;
		const before = await read('p.updated_at');
		await migrate(url);
		expect(await read('p.notice_dates AS dates')).toEqual([
			{ slug: 'moved', dates: { en: ['2027-08-27'], nl: ['2027-08-27'] } },
			{ slug: 'steady', dates: { en: ['2027-09-01'], nl: ['2027-09-01'] } }
		]);
		expect(await read('p.updated_at')).toEqual(before);
		await pool.query(`UPDATE publication SET title = '{"original":"en","texts":{"en":"New"}}'`);
		expect(await read('p.updated_at')).not.toEqual(before);
	} finally {
		await pool.end();
		await dropDatabase(server, name);
	}
});
