// npm run backup -- FILE: database and media in one tar.gz. Needs no pg_dump of the right version.
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { tar, type Manifest, type Table } from './archive.ts';
import { connect, withDatabase } from './database.ts';
import { dataFolder } from './paths.ts';
import { Refusal, run, tell } from './progress.ts';

const batch = 500;

/** The application's tables, and of the job queue those that hold work and not statistics. */
async function listTables(client: pg.Client): Promise<Table[]> {
	const { rows } = await client.query<Table>(`
		select n.nspname as schema, c.relname as name, 0 as rows,
			json_agg(json_build_object('name', a.attname,
				'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns
		from pg_class c
		join pg_namespace n on n.oid = c.relnamespace
		join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
			and not a.attisdropped and a.attgenerated = ''
		where c.relkind = 'r' and (
			n.nspname = 'public' and c.relname not like 'kysely\\_%'
			or n.nspname = 'pgboss'
				and c.relname in ('queue', 'schedule', 'subscription', 'job_common'))
		group by 1, 2
		-- jobs name their queue: it comes first
		order by n.nspname, c.relname <> 'queue', c.relname`);
	return rows;
}

/** Each row as a JSON array of its columns' text form: exact for every type, as COPY is. */
async function* readRows(client: pg.Client, table: Table): AsyncGenerator<string> {
	const { schema, name, columns } = table;
	const texts = columns.map((column) => `${client.escapeIdentifier(column.name)}::text`);
	const from = `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`;
	await client.query(
		`declare reading cursor for select json_build_array(${texts.join(', ')})::text as row from ${from}`
	);
	for (;;) {
		const { rows } = await client.query<{ row: string }>(`fetch ${batch} from reading`);
		if (rows.length === 0) break;
		table.rows += rows.length;
		yield rows.map(({ row }) => `${row}\n`).join('');
	}
	await client.query('close reading');
}

async function describe(client: pg.Client): Promise<Manifest> {
	const tables = await listTables(client);
	const migration = await client.query<{ name: string }>(
		'select name from kysely_migration order by name desc limit 1'
	);
	const sequences = await client.query<{ name: string; last: string }>(
		`select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
		from pg_sequences where schemaname = 'public' and last_value is not null`
	);
	const hasJobs = tables.some((table) => table.schema === 'pgboss');
	const jobs =
		hasJobs && (await client.query<{ version: number }>('select version from pgboss.version'));
	return {
		format: 1,
		madeAt: new Date().toISOString(),
		migration: migration.rows[0]?.name ?? '',
		...(jobs && { jobs: jobs.rows[0]?.version }),
		tables,
		sequences: sequences.rows
	};
}

/**
 * Writes database and media folder into one file, while the application runs: the database as it
 * is at one moment. The file appears only when it is complete.
 */
export async function backup(url: string, data: string, file: string): Promise<Manifest> {
	const target = resolve(file);
	if (existsSync(target)) throw new Refusal(`${target} exists already; it is not overwritten.`);
	if (!existsSync(dirname(target))) throw new Refusal(`There is no folder ${dirname(target)}.`);
	const work = mkdtempSync(`${target}.unfinished-`);
	const client = await connect(url);
	try {
		mkdirSync(join(work, 'tables'));
		await client.query('begin isolation level repeatable read read only');
		const manifest = await describe(client);
		for (const table of manifest.tables) {
			const path = join(work, 'tables', `${table.schema}.${table.name}.jsonl`);
			await pipeline(Readable.from(readRows(client, table)), createWriteStream(path));
		}
		await client.query('commit');
		await writeFile(join(work, 'manifest.json'), JSON.stringify(manifest, null, '\t'));
		const archive = join(work, 'archive');
		const media = existsSync(join(data, 'media')) ? ['-C', data, 'media'] : [];
		await tar('-czf', archive, '-C', work, 'manifest.json', 'tables', ...media);
		renameSync(archive, target);
		return manifest;
	} finally {
		await client.end();
		rmSync(work, { recursive: true, force: true });
	}
}

if (import.meta.main) {
	await run(async () => {
		const file = process.argv[2];
		if (!file) throw new Refusal('Name the file to write: npm run backup -- FILE');
		// npm changes to the project's folder; the name was meant where it was typed.
		const path = resolve(process.env.INIT_CWD ?? '.', file);
		const { tables } = await withDatabase((url) => backup(url, dataFolder(), path));
		const rows = tables.reduce((sum, table) => sum + table.rows, 0);
		tell(`${rows} rows of ${tables.length} tables and the media folder are in ${path}`);
	});
}
