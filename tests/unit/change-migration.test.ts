import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('mails of before know the steps that were taken until they were sent', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const client = new pg.Client(url);
	try {
		await migrate(url, '20261127T1130_merge');
		await client.connect();
		await client.query(`
			INSERT INTO organisation (slug, name) VALUES ('o', 'O');
			INSERT INTO meeting (slug, kind, title, status, room_name, status_history)
				VALUES ('m', 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', 'scheduled', 'm',
					'[{"status":"planned","at":"some day"},{"status":"scheduled","at":"2026-01-01T00:00:00Z"},
					{"status":"moved","at":"2026-03-01T00:00:00Z","from":["2027-01-01"],"to":["2027-02-01"]}]');
			INSERT INTO invitation_list (meeting_id) SELECT id FROM meeting;
			INSERT INTO invitee (meeting_id, organisation_id, position)
				SELECT m.id, o.id, 0 FROM meeting m, organisation o;
			INSERT INTO invitee_mail (meeting_id, organisation_id, kind, at)
				SELECT m.id, o.id, 'invitation', at::timestamptz FROM meeting m, organisation o,
					(VALUES ('2026-02-01'), ('2026-04-01')) v(at)`);
		await migrate(url);
		const { rows } = await client.query(`SELECT steps FROM invitee_mail ORDER BY at`);
		expect(rows.map(({ steps }) => steps)).toEqual([2, 3]);
	} finally {
		await client.end();
		await dropDatabase(server, name);
	}
});
