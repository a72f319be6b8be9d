import { promises as fs } from 'node:fs';
import path from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { FileMigrationProvider, Migrator } from 'kysely/migration';
import pg from 'pg';
import { withDatabase } from './database.ts';
import { root } from './paths.ts';
import { run, tell } from './progress.ts';

/** Brings a database to the newest schema, or to the named migration; returns those applied. */
export async function migrate(url: string, last?: string): Promise<string[]> {
	const pool = new pg.Pool({ connectionString: url, max: 1 });
	const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
	try {
		const provider = new FileMigrationProvider({
			fs,
			path,
			migrationFolder: path.join(root, 'migrations')
		});
		const migrator = new Migrator({ db, provider });
		const { error, results = [] } = last
			? await migrator.migrateTo(last)
			: await migrator.migrateToLatest();
		if (error) throw error;
		return results.filter((one) => one.status === 'Success').map((one) => one.migrationName);
	} finally {
		await db.destroy();
	}
}

/** Migrates and says what was done, in one line. */
export async function migrateAloud(url: string): Promise<void> {
	const applied = await migrate(url);
	tell(applied.length ? `Database brought up to ${applied.at(-1)}` : 'Database is up to date');
}

if (import.meta.main) await run(() => withDatabase(migrateAloud));
