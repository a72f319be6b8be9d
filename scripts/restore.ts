// npm run restore -- FILE: puts a backup into an empty place.
import {
	createReadStream,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync
} from 'node:fs';
import { join, resolve } from 'node:path';
import { getConstructionPlans } from 'pg-boss';
import type pg from 'pg';
import { tar, type Manifest, type Table } from './archive.ts';
import { findHolder } from './claim.ts';
import { connect, withDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { dataFolder } from './paths.ts';
import { Refusal, run, tell } from './progress.ts';

const batch = 500;

async function refuseFull(client: pg.Client, data: string): Promise<void> {
	const { rows } = await client.query<{ there: boolean }>(
		`select to_regclass('public.person') is not null as there`
	);
	if (rows[0]?.there && (await client.query('select from person limit 1')).rowCount) {
		throw new Refusal('The database is not empty; a backup is restored into an empty one only.');
	}
	const media = join(data, 'media');
	if (existsSync(media) && readdirSync(media).length) {
		throw new Refusal(`${media} is not empty; a backup is restored into an empty place only.`);
	}
}

/** Not node:readline, which also breaks lines at U+2028, where JSON does not. */
async function* readLines(file: string): AsyncGenerator<string> {
	let rest = '';
	for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
		const lines = (rest + chunk).split('\n');
		rest = lines.pop() ?? '';
		yield* lines;
	}
}

function nameOf(client: pg.Client, { schema, name }: Table): string {
	return `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
}

async function loadTable(client: pg.Client, table: Table, file: string): Promise<void> {
	const names = table.columns.map((column) => client.escapeIdentifier(column.name));
	const values = table.columns.map((column, index) => `(r->>${index})::${column.type}`);
	const insert =
		`insert into ${nameOf(client, table)} (${names.join(', ')}) ` +
		`overriding system value select ${values.join(', ')} from json_array_elements($1::json) r`;
	let lines: string[] = [];
	let rows = 0;
	const flush = async () => {
		if (lines.length) await client.query(insert, [`[${lines.join(',')}]`]);
		rows += lines.length;
		lines = [];
	};
	for await (const line of readLines(file)) {
		lines.push(line);
		if (lines.length === batch) await flush();
	}
	await flush();
	if (rows !== table.rows) {
		throw new Refusal(`The backup is damaged: ${table.name} has ${rows} of ${table.rows} rows.`);
	}
}

/**
 * Tables refer to each other, and to themselves, in circles: foreign keys are taken off, and put
 * back, which checks them, when all rows are there. Triggers would log what is no new event.
 */
async function loadTables(client: pg.Client, manifest: Manifest, folder: string): Promise<void> {
	const { rows: keys } = await client.query<{ target: string; name: string; rule: string }>(`
		select conrelid::regclass::text as target, quote_ident(conname) as name,
			pg_get_constraintdef(oid) as rule
		from pg_constraint
		where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`);
	for (const { target, name } of keys) {
		await client.query(`alter table ${target} drop constraint ${name}`);
	}
	for (const table of manifest.tables) {
		const target = nameOf(client, table);
		await client.query(`alter table ${target} disable trigger user`);
		// What migrations put into tables is in the backup too.
		await client.query(`delete from ${target}`);
		await loadTable(client, table, join(folder, `${table.schema}.${table.name}.jsonl`));
	}
	// A table with checks still to come cannot be altered.
	await client.query('set constraints all immediate');
	for (const table of manifest.tables) {
		await client.query(`alter table ${nameOf(client, table)} enable trigger user`);
	}
	for (const { target, name, rule } of keys) {
		await client.query(`alter table ${target} add constraint ${name} ${rule}`);
	}
	for (const { name, last } of manifest.sequences) {
		await client.query('select setval($1::regclass, $2::bigint)', [name, last]);
	}
}

/** Creates the job queue's tables; without the version of the backup its jobs are left out. */
async function prepareJobs(client: pg.Client, manifest: Manifest): Promise<Manifest> {
	if (manifest.jobs === undefined) return manifest;
	await client.query(getConstructionPlans('pgboss'));
	const { rows } = await client.query<{ version: number }>('select version from pgboss.version');
	if (rows[0]?.version === manifest.jobs) return manifest;
	tell('Waiting jobs are not restored: they were made by another version of the job queue');
	return { ...manifest, tables: manifest.tables.filter((table) => table.schema !== 'pgboss') };
}

/**
 * Restores database and media into an empty place: with the schema the backup was made with, then
 * brought up to date. The rows come in one transaction.
 */
export async function restore(url: string, data: string, file: string): Promise<Manifest> {
	if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
	mkdirSync(data, { recursive: true });
	const client = await connect(url);
	const work = mkdtempSync(join(data, 'restore-'));
	try {
		await refuseFull(client, data);
		await tar('-xzf', resolve(file), '-C', work);
		const manifest = JSON.parse(readFileSync(join(work, 'manifest.json'), 'utf8')) as Manifest;
		if (manifest.format !== 1)
			throw new Refusal('The backup has a format this version cannot read.');
		await client.query('drop schema if exists pgboss cascade');
		await client.query('drop schema public cascade');
		await client.query('create schema public');
		await client.query('grant usage on schema public to public');
		await migrate(url, manifest.migration);
		const usable = await prepareJobs(client, manifest);
		await client.query('begin');
		await loadTables(client, usable, join(work, 'tables'));
		await client.query('commit');
		await migrate(url);
		await client.query('analyze');
		if (existsSync(join(work, 'media'))) {
			rmSync(join(data, 'media'), { recursive: true, force: true });
			renameSync(join(work, 'media'), join(data, 'media'));
		}
		return manifest;
	} finally {
		await client.end();
		rmSync(work, { recursive: true, force: true });
	}
}

if (import.meta.main) {
	await run(async () => {
		const file = process.argv[2];
		if (!file) throw new Refusal('Name the file to read: npm run restore -- FILE');
		const path = resolve(process.env.INIT_CWD ?? '.', file);
		const holder = process.env.DATABASE_URL ? undefined : findHolder(dataFolder());
		if (holder) throw new Refusal(`Stop Emvod (process ${holder}) before you restore.`);
		const { madeAt, tables } = await withDatabase((url) => restore(url, dataFolder(), path));
		tell(`The state of ${madeAt} is back: ${tables.length} tables and the media folder`);
	});
}
