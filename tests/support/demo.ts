import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Actor } from '#lib/model/actor.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { loadDemo } from '../../scripts/demo.ts';
import { copyMedia, readDemo } from '../../scripts/demo/files.ts';
import { root } from '../../scripts/paths.ts';
import { nameDatabase } from '../../scripts/scratch.ts';
import { findTemplate, testDatabase, type TestDatabase } from './database.ts';

const DEMO = 'emvod_demo';

/** A database with the demo but without a meeting for today, as the data's `expect` block means it. */
export async function demoDatabase(): Promise<TestDatabase & { mediaDir: string }> {
	const mediaDir = await mkdtemp(join(tmpdir(), 'emvod-demo-'));
	const test = await testDatabase(await provideDemo(mediaDir));
	return {
		...test,
		mediaDir,
		async close() {
			await test.close();
			await rm(mediaDir, { recursive: true });
		}
	};
}

/**
 * The address of the demo, which the first test file of a run loads and all clone; its films come
 * into `mediaDir`.
 */
async function provideDemo(mediaDir: string): Promise<string> {
	const server = nameDatabase(findTemplate(), 'postgres');
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		// Held until the connection ends: the other files wait.
		await client.query('select pg_advisory_lock(hashtext($1))', [DEMO]);
		const found = await client.query('select from pg_database where datname = $1', [DEMO]);
		if (found.rowCount) {
			await copyMedia((await readDemo()).file, mediaDir);
		} else {
			const unfinished = `${DEMO}_unfinished`;
			const empty = new URL(findTemplate()).pathname.slice(1);
			await client.query(`drop database if exists ${unfinished} with (force)`);
			await client.query(`create database ${unfinished} template ${empty}`);
			await loadDemo(nameDatabase(server, unfinished), { mediaDir, meeting: null });
			await client.query(`alter database ${unfinished} rename to ${DEMO}`);
		}
	} finally {
		await client.end();
	}
	return nameDatabase(server, DEMO);
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
