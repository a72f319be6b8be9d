import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { migrate } from '../../scripts/migrate.ts';
import { createEmptyDatabase, dropDatabase, nameDatabase } from '../../scripts/scratch.ts';

test('a draft that was filed before knows which notes it was made of; an imported report tells nothing', async () => {
	const server = nameDatabase(process.env.TEST_DATABASE_URL!, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	const url = await createEmptyDatabase(server, name);
	const client = new pg.Client(url);
	try {
		await migrate(url, '20261127T1800_notice_facts');
		await client.connect();
		await client.query(`
			INSERT INTO meeting (slug, kind, title, status, room_name)
				SELECT slug, 'taskforce-meeting', '{"original":"en","texts":{"en":"M"}}', 'held', slug
				FROM unnest(ARRAY['filed', 'imported']) slug;
			INSERT INTO agenda_item (meeting_id, rank, title)
				SELECT id, rank, '{"original":"en","texts":{"en":"I"}}' FROM meeting, unnest(ARRAY['a', 'b']) rank;
			INSERT INTO doc (agenda_item_id, meeting_id, last_seq)
				SELECT id, meeting_id, 3 FROM agenda_item WHERE rank = 'a';
			INSERT INTO doc_update (doc_id, seq, bytes, at)
				SELECT id, seq, '', '2026-08-27T12:00:00Z'::timestamptz + seq * interval '1 hour'
				FROM doc, generate_series(1, 3) seq;
			INSERT INTO report (slug, meeting_id, state, language, draft, import_key, created_at)
				SELECT slug, id, 'draft', 'en', '{}', CASE slug WHEN 'imported' THEN 'key' END, '2026-08-27T14:30:00Z'
				FROM meeting`);
		await migrate(url);
		const { rows } = await client.query(`SELECT r.slug, r.notes_taken -> i.id::text AS taken
			FROM report r JOIN agenda_item i ON i.meeting_id = r.meeting_id AND i.rank = 'a' ORDER BY r.slug`);
		expect(rows).toEqual([
			{ slug: 'filed', taken: 2 },
			{ slug: 'imported', taken: null }
		]);
	} finally {
		await client.end();
		await dropDatabase(server, name);
	}
});
