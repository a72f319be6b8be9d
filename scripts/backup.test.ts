import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../tests/support/database.ts';
import { backup } from './backup.ts';
import { connect } from './database.ts';
import { restore } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'emvod-backup-'));
const file = join(folder, 'backup.tar.gz');
let from: TestDatabase;
let to: TestDatabase;

beforeAll(async () => {
	[from, to] = await Promise.all([testDatabase(), testDatabase()]);
});
afterAll(() => Promise.all([from.close(), to.close()]));

/** Every row of every table, in its exact text form, sorted. */
async function readAll(url: string): Promise<Record<string, string[]>> {
	const client = await connect(url);
	const { rows: tables } = await client.query<{ name: string }>(
		`select format('%I.%I', schemaname, tablename) as name from pg_tables
		where schemaname = 'public' or tablename = 'job_common' order by 1`
	);
	const all: Record<string, string[]> = {};
	for (const { name } of tables) {
		if (name.includes('kysely')) continue;
		const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
		all[name] = rows.map(({ row }) => row).sort();
	}
	await client.end();
	return all;
}

async function fill({ url, db }: TestDatabase): Promise<void> {
	const client = await connect(url);
	// Times before Christ, a parent after its child, a JSON null that is not SQL's, a line end that JSON does not escape.
	await client.query(`
		begin;
		insert into organisation (id, slug, name, aliases, unit, provenance) values
			('00000000-0000-7000-8000-000000000001', 'one', E'a\\u2028b\\n"c"\\\\', '{"x,y",NULL,"{}"}', 'null', '{"n": 12345678901234567890.10}'),
			('00000000-0000-7000-8000-000000000002', 'two', 'é ✓ 🙂', '{}', null, '[]');
		update organisation set parent_id = '00000000-0000-7000-8000-000000000002', founded = '0044-03-15 BC'
			where id = '00000000-0000-7000-8000-000000000001';
		insert into person (name, created_at)
			select 'Person ' || n, '2020-06-12 10:00:00.123456+02'::timestamptz + n * interval '1 second'
			from generate_series(1, 1234) n;
		commit`);
	await client.end();
	await db
		.insertInto('account')
		.columns(['personId', 'email', 'passwordHash'])
		.expression((eb) =>
			eb
				.selectFrom('person')
				.select(['id', eb.val('a@b.example').as('email'), eb.val('x').as('hash')])
				.limit(1)
		)
		.execute();
	const boss = new PgBoss(url);
	await boss.start();
	await boss.createQueue('report-file');
	await boss.send('report-file', { meetingId: 'm' });
	await boss.stop();
}

test('what is backed up comes back in an empty place, exactly', async () => {
	const data = join(folder, 'data');
	mkdirSync(join(data, 'media/films'), { recursive: true });
	writeFileSync(join(data, 'media/films/a.mp4'), 'film');
	await fill(from);
	await backup(from.url, data, file);
	expect(readdirSync(folder).sort()).toEqual(['backup.tar.gz', 'data']);

	const other = join(folder, 'other');
	await restore(to.url, other, file);
	const original = await readAll(from.url);
	expect(original['public.person']).toHaveLength(1234);
	expect(original['pgboss.job_common']).toHaveLength(1);
	expect(await readAll(to.url)).toEqual(original);
	expect(readdirSync(other)).toEqual(['media']);
	expect(readFileSync(join(other, 'media/films/a.mp4'), 'utf8')).toBe('film');
});

test('foreign keys hold again, and the waiting job is done', async () => {
	await expect(
		to.db
			.updateTable('organisation')
			.set({ parentId: '00000000-0000-7000-8000-000000000009' })
			.execute()
	).rejects.toThrow('foreign key');
	const boss = new PgBoss(to.url);
	await boss.start();
	expect((await boss.fetch('report-file'))[0]?.data).toEqual({ meetingId: 'm' });
	await boss.stop();
});

test('nothing is overwritten', async () => {
	await expect(restore(to.url, join(folder, 'third'), file)).rejects.toThrow('is not empty');
	await expect(backup(from.url, join(folder, 'data'), file)).rejects.toThrow('exists already');
});
