import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('a school that a dossier has twice keeps both rows, and no third one comes', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const client = new pg.Client(url);
	try {
		await migrate(url, '20261127T1145_change_letter');
		await client.connect();
		await client.query(`
			INSERT INTO organisation (slug, name) VALUES ('a', 'A'), ('b', 'B');
			INSERT INTO dossier (slug, title) VALUES ('d', '{"original":"en","texts":{"en":"D"}}');
			INSERT INTO equipment_check (organisation_id, dossier_id, details)
				SELECT o.id, d.id, '{}' FROM organisation o, dossier d, generate_series(1, 2) n WHERE o.slug = 'a' OR n = 1`);
		await migrate(url);
		const { rows } = await client.query(
			`SELECT o.slug, c.is_double FROM equipment_check c JOIN organisation o ON o.id = c.organisation_id ORDER BY 1, c.id`
		);
		expect(rows).toEqual([
			{ slug: 'a', is_double: false },
			{ slug: 'a', is_double: true },
			{ slug: 'b', is_double: false }
		]);
		await expect(
			client.query(`INSERT INTO equipment_check (organisation_id, dossier_id, details)
				SELECT o.id, d.id, '{}' FROM organisation o, dossier d WHERE o.slug = 'b'`)
		).rejects.toMatchObject({ constraint: 'equipment_check_school' });
	} finally {
		await client.end();
		await dropDatabase(server, name);
	}
});
