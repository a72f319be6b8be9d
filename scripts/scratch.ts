import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { claimSlot } from './claim.ts';
import { root } from './paths.ts';
import { choosePorts } from './ports.ts';
import { clearPostgres, startPostgres } from './postgres.ts';

/** The address of another database on the same server. */
export function nameDatabase(url: string, database: string): string {
	const address = new URL(url);
	address.pathname = `/${database}`;
	return address.href;
}

/** Runs statements that cannot be in a transaction, such as CREATE DATABASE. */
export async function execute(url: string, ...statements: string[]): Promise<void> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		for (const statement of statements) await client.query(statement);
	} finally {
		await client.end();
	}
}

/** An empty database of that name, whatever an earlier run left; returns its address. */
export async function createEmptyDatabase(server: string, name: string): Promise<string> {
	const drop = `drop database if exists ${name} with (force)`;
	await execute(server, drop, `create database ${name}`);
	return nameDatabase(server, name);
}

/** How often, and at most how many times, it is looked whether the last connection is gone. */
const PATIENCE = { ms: 20, times: 250 };

/**
 * Drops a database once nobody is connected any more: a pool that has ended still says goodbye, and
 * a connection that is cut off meanwhile reports that as an error. After five seconds by force.
 */
export async function dropDatabase(server: string, name: string): Promise<void> {
	const client = new pg.Client({ connectionString: server });
	await client.connect();
	try {
		for (let look = 0; look < PATIENCE.times; look += 1) {
			const { rowCount } = await client.query(
				'select from pg_stat_activity where datname = $1 limit 1',
				[name]
			);
			if (!rowCount) break;
			await setTimeout(PATIENCE.ms);
		}
		await client.query(`drop database ${name} with (force)`);
	} finally {
		await client.end();
	}
}

/**
 * A PostgreSQL server whose data nobody needs. The cluster is used again by the next run; runs side
 * by side have one each, and what a killed run left behind is ended first.
 */
export async function startScratchPostgres(): Promise<{ url: string; stop(): Promise<void> }> {
	const { data, release } = claimSlot(join(root, '.emvod/scratch'));
	try {
		await clearPostgres(data);
		const { postgres: port } = await choosePorts(data);
		const postgres = await startPostgres({ data, port, fsync: false });
		return {
			url: postgres.url,
			async stop() {
				await postgres.stop();
				release();
			}
		};
	} catch (error) {
		release();
		throw error;
	}
}
