import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('a meeting that was opened while it was planned is told to have been announced then, by whoever did', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const client = new pg.Client(url);
	try {
		await migrate(url, '20261127T1110_search_refusal');
		await client.connect();
		await client.query(`
			INSERT INTO person (name) VALUES ('Chair');
			INSERT INTO meeting (slug, kind, title, status, room_name, status_history, opened_at)
				SELECT slug, 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', status, slug, steps::jsonb, opened::timestamptz
				FROM (VALUES
					('opened', 'open', '[{"at":"2026-01-01","status":"planned"}]', '2026-02-01T09:30:00Z'),
					('told', 'held', '[{"status":"planned"},{"status":"scheduled"}]', '2026-02-01T09:30:00Z'),
					('waiting', 'planned', '[{"status":"planned"}]', NULL),
					('imported', 'held', '[]', NULL)) v(slug, status, steps, opened);
			INSERT INTO meeting_event (meeting_id, seq, command_id, actor_id, type, payload, at)
				SELECT m.id, 1, gen_random_uuid(), p.id, 'meeting.opened', '{}', opened_at
				FROM meeting m, person p WHERE slug = 'opened'`);
		const read = async () =>
			Object.fromEntries(
				(await client.query(`SELECT slug, status_history AS steps FROM meeting`)).rows.map(
					({ slug, steps }) => [slug, steps]
				)
			);
		const before = await read();
		await migrate(url);
		const { rows } = await client.query(`SELECT id FROM person`);
		const told = {
			at: '2026-02-01T09:30:00.000Z',
			status: 'scheduled',
			actorId: rows[0].id
		};
		expect(await read()).toEqual({ ...before, opened: [...before.opened, told] });
	} finally {
		await client.end();
		await dropDatabase(server, name);
	}
});
