import { randomBytes } from 'node:crypto';
import { createDatabase, createPool, type Db } from '#lib/server/platform/db.ts';
import { dropDatabase, execute, nameDatabase } from '../../scripts/scratch.ts';

export interface TestDatabase {
	db: Db;
	url: string;
	close(): Promise<void>;
}

/** The address of the database with the newest schema and no rows. */
export function findTemplate(): string {
	const template = process.env.TEST_DATABASE_URL;
	if (!template) throw new Error('TEST_DATABASE_URL is missing: run this test with vitest');
	return template;
}

/**
 * A database of one's own, with the newest schema and no rows or as `template` has it: call it in
 * `beforeAll`, and `close` in `afterAll`. Many may be open at once.
 */
export async function testDatabase(template = findTemplate()): Promise<TestDatabase> {
	const server = nameDatabase(template, 'postgres');
	const name = `emvod_test_${randomBytes(8).toString('hex')}`;
	// By files: through the log it takes twice the processor time.
	const source = new URL(template).pathname.slice(1);
	await execute(server, `create database ${name} template ${source} strategy file_copy`);
	const url = nameDatabase(template, name);
	const db = createDatabase(createPool(url, 5));
	return {
		db,
		url,
		async close() {
			await db.destroy();
			await dropDatabase(server, name);
		}
	};
}
