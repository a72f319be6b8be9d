import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { loadDemo } from '../../scripts/demo.ts';
import { root } from '../../scripts/paths.ts';
import { testDatabase, type TestDatabase } from './database.ts';

/** A database with the demo but without a meeting for today, as the data's `expect` block means it. */
export async function demoDatabase(): Promise<TestDatabase & { mediaDir: string }> {
	const test = await testDatabase();
	const mediaDir = await mkdtemp(join(tmpdir(), 'emvod-demo-'));
	await loadDemo(test.url, { mediaDir, meeting: null });
	return {
		...test,
		mediaDir,
		async close() {
			await test.close();
			await rm(mediaDir, { recursive: true });
		}
	};
}

/** The raw data file, to compare with. */
export async function readDemoFile<T>(): Promise<T> {
	return JSON.parse(await readFile(join(root, 'demo/bretagne.json'), 'utf8')) as T;
}

/** The actor behind a demo account, by the part of its address before the @. */
export async function findDemoActor(db: Db, account: string): Promise<Actor> {
	const row = await db
		.selectFrom('account')
		.innerJoin('person', 'person.id', 'account.personId')
		.select(['person.id', 'person.name', 'person.isAdmin', 'person.organisationId'])
		.where('account.email', '=', `${account}@demo.example`)
		.executeTakeFirstOrThrow();
	return {
		personId: row.id,
		name: row.name ?? '',
		isAdmin: row.isAdmin,
		isGuest: false,
		organisationId: row.organisationId
	};
}
