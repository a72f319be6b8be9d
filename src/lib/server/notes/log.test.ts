import { CompiledQuery, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { appendUpdates } from './log.rows.ts';
import { createDatabase, createPool } from '../platform/db.ts';
import { prepared } from '../platform/prepared.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(() => base.close());

test('a declared statement is planned once per connection, any other each time', async () => {
	const pool = createPool(base.url, 1);
	const db = createDatabase(pool);
	const declared = prepared('add_one', 'SELECT $1::int + 1 AS sum');
	for (const given of [1, 2, 3]) {
		const { rows } = await db.executeQuery(CompiledQuery.raw(declared, [given]));
		expect(rows).toEqual([{ sum: given + 1 }]);
	}
	const nobody = '00000000-0000-0000-0000-000000000000';
	const entry = { docId: nobody, epoch: 1, actorId: null, bytes: new Uint8Array([0, 0]) };
	expect(await appendUpdates(db, [entry])).toEqual([null]);
	await sql`SELECT 7`.execute(db);
	const { rows } = await sql<{ name: string }>`
		SELECT name FROM pg_prepared_statements ORDER BY name`.execute(db);
	expect(rows).toEqual([{ name: 'add_one' }, { name: 'append_notes' }]);
	await pool.end();
});
