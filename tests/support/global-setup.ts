import { readdirSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import pg from 'pg';
import { migrate } from '../../scripts/migrate.ts';
import { root } from '../../scripts/paths.ts';
import { execute, nameDatabase, startScratchPostgres } from '../../scripts/scratch.ts';

/** Before the unit tests: one server and a migrated template, which each test file clones. */
export default async function setup(): Promise<() => Promise<void>> {
	const scratch = await startScratchPostgres();
	const template = `emvod_template_${digestMigrations()}`;
	const databases = await listDatabases(scratch.url);
	const remains = databases.filter((name) => name !== template);
	await execute(
		scratch.url,
		...remains.map((name) => `drop database if exists ${name} with (force)`)
	);
	if (!databases.includes(template)) {
		// Under another name first, so that an interrupted migration is never taken for a template.
		await execute(scratch.url, 'create database emvod_unfinished');
		await migrate(nameDatabase(scratch.url, 'emvod_unfinished'));
		await execute(scratch.url, `alter database emvod_unfinished rename to ${template}`);
	}
	process.env.TEST_DATABASE_URL = nameDatabase(scratch.url, template);
	return scratch.stop;
}

function digestMigrations(): string {
	const folder = join(root, 'migrations');
	const digest = createHash('sha256');
	const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
	for (const file of files.filter((name) => name.endsWith('.ts')).sort())
		digest.update(readFileSync(join(folder, file)));
	return digest.digest('hex').slice(0, 16);
}

async function listDatabases(url: string): Promise<string[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	const { rows } = await client.query<{ name: string }>(
		`select datname as name from pg_database where datname like 'emvod\\_%'`
	);
	await client.end();
	return rows.map((row) => row.name);
}
