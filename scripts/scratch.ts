import { join } from 'node:path';
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
