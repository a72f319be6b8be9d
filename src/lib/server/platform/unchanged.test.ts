import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { newDossier } from '../../../../tests/support/people.ts';
import { addUpChanges, findRevision } from './change-count.rows.ts';
import { createDatabase, createPool, type Db } from './db.ts';
import type { DB } from './schema.ts';
import { readUnchanged } from './unchanged.ts';

let base: TestDatabase;
/** Another process on the same database. */
let other: Db;
beforeAll(async () => {
	base = await testDatabase();
	other = createDatabase(createPool(base.url, 4));
	await newDossier(base.db);
});
afterAll(async () => {
	await other.destroy();
	await base.close();
});

/** Reads the number of budget lines, and counts how often that is really done. */
function reader(key: string) {
	let times = 0;
	const read = () =>
		readUnchanged(base.db, key, async () => {
			times++;
			const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM budget_line`.execute(
				base.db
			);
			return rows[0]!.n;
		});
	return { read, times: () => times };
}

const addLine = (db: Db) =>
	sql`INSERT INTO budget_line (dossier_id, label, status)
		SELECT id, '{"original":"en","texts":{"en":"Travel"}}', 'planned' FROM dossier LIMIT 1`.execute(db);

/** A transaction that ends when it is told to. */
async function begin(work: (trx: Transaction<DB>) => Promise<unknown>) {
	const ready = Promise.withResolvers<void>();
	const end = Promise.withResolvers<void>();
	const done = other.transaction().execute(async (trx) => {
		await work(trx);
		ready.resolve();
		await end.promise;
	});
	await Promise.race([ready.promise, done]);
	return { commit: () => (end.resolve(), done), undo: () => (end.reject(), done.catch(() => {})) };
}

test('what was read is given again until somebody changes something, and then at once', async () => {
	const { read, times } = reader('lines');
	const before = await read();
	expect([await read(), await read(), times()]).toEqual([before, before, 1]);
	await addLine(other);
	expect([await read(), await read(), times()]).toEqual([before + 1, before + 1, 2]);
	await sql`UPDATE budget_line SET label = label`.execute(other);
	await read();
	await sql`DELETE FROM budget_line`.execute(other);
	expect([await read(), times()]).toEqual([0, 4]);
	await sql`TRUNCATE budget_line CASCADE`.execute(other);
	await read();
	expect(times()).toBe(5);
	await sql`SELECT * FROM budget_line`.execute(other);
	await read();
	expect(times()).toBe(5);
});

test('a change counts when it is committed, in whatever order, and not when it is taken back', async () => {
	const { read, times } = reader('order');
	const start = await read();
	const [first, second, third] = [await begin(addLine), await begin(addLine), await begin(addLine)];
	expect([await read(), times()]).toEqual([start, 1]);
	await second.commit();
	expect([await read(), await read(), times()]).toEqual([start + 1, start + 1, 2]);
	await first.commit();
	expect([await read(), await read(), times()]).toEqual([start + 2, start + 2, 3]);
	await third.undo();
	expect([await read(), times()]).toEqual([start + 2, 3]);
});

test('what a savepoint took back does not hide what came after it', async () => {
	const { read, times } = reader('savepoint');
	const start = await read();
	await other.transaction().execute(async (trx) => {
		await sql`SAVEPOINT here`.execute(trx);
		await addLine(trx);
		await sql`ROLLBACK TO SAVEPOINT here`.execute(trx);
		await addLine(trx);
	});
	expect([await read(), times()]).toEqual([start + 1, 2]);
});

test('adding the changes up changes nothing, also while others add to them', async () => {
	const { read, times } = reader('sum');
	await addLine(other);
	await read();
	const open = await begin(addLine);
	const revision = await findRevision(base.db);
	await Promise.all([addUpChanges(other), addUpChanges(base.db)]);
	expect(await findRevision(base.db)).toBe(revision);
	await read();
	expect(times()).toBe(1);
	await open.commit();
	await read();
	expect(times()).toBe(2);
	await addUpChanges(other);
	const { rows } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM change_count`.execute(
		other
	);
	expect(rows[0]!.n).toBe(1);
	await sql`DELETE FROM change_count`.execute(other);
	await addUpChanges(other);
	expect(await findRevision(other)).toMatch(/^\d+\/0$/);
});

test('who asks at once waits for one reading; what failed, or was not asked for long, is read again', async () => {
	const { read, times } = reader('many');
	expect(new Set(await Promise.all(Array.from({ length: 8 }, read))).size).toBe(1);
	expect(times()).toBe(1);
	const fail = () => readUnchanged(base.db, 'fails', () => Promise.reject(new Error('not there')));
	await expect(fail()).rejects.toThrow('not there');
	expect(await readUnchanged(base.db, 'fails', async () => 'there')).toBe('there');
	for (let n = 0; n < 18; n++) await readUnchanged(base.db, `other ${n}`, async () => n);
	await read();
	expect(times()).toBe(1);
	for (let n = 0; n < 20; n++) await readUnchanged(base.db, `other ${n}`, async () => n);
	await read();
	expect(times()).toBe(2);
});

test('what changes while it is being read makes it be read again', async () => {
	const read = (work: () => Promise<unknown>) =>
		readUnchanged(base.db, 'meanwhile', async () => (await work(), performance.now()));
	const first = await read(() => addLine(other));
	const second = await read(async () => {});
	expect(second).toBeGreaterThan(first);
	expect(await read(async () => {})).toBe(second);
});

test('another database is another one', async () => {
	await expect(readUnchanged(base.db, 'same', async () => 'one')).resolves.toBe('one');
	await expect(readUnchanged(other, 'same', async () => 'two')).resolves.toBe('two');
	await expect(readUnchanged(base.db, 'same', async () => 'three')).resolves.toBe('one');
});
