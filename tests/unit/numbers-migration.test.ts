import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('meetings that were numbered before they were announced lose their number, and the others follow', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const client = new pg.Client(url);
	try {
		await migrate(url, '20261127T1041_search');
		await client.connect();
		await client.query(`
			INSERT INTO dossier (slug, title) VALUES ('d', '{"original":"en","texts":{"en":"D"}}');
			INSERT INTO meeting (slug, kind, title, status, room_name, dossier_id)
				SELECT v.slug, 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', v.status, v.slug, dossier.id
				FROM dossier, (VALUES ('first', 'held'), ('secret', 'planned'), ('third', 'scheduled')) v(slug, status);
			INSERT INTO meeting_day (meeting_id, day, date)
				SELECT m.id, 1, d.date::date FROM meeting m JOIN (VALUES ('first', '2020-06-01'),
					('secret', '2020-07-01'), ('third', '2020-08-01')) d(slug, date) ON d.slug = m.slug`);
		const read = async () =>
			(await client.query(`SELECT slug, ordinal FROM meeting ORDER BY slug`)).rows.map((row) => [
				row.slug,
				row.ordinal
			]);
		expect(await read()).toEqual([
			['first', 1],
			['secret', 2],
			['third', 3]
		]);
		await migrate(url);
		expect(await read()).toEqual([
			['first', 1],
			['secret', null],
			['third', 2]
		]);
	} finally {
		await client.end();
		await dropDatabase(server, name);
	}
});
