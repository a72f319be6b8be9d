import { spawn } from 'node:child_process';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	rmSync,
	statSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createCluster, findPlace, type Place } from './postgres-place.ts';
import { end, identify } from './process.ts';
import { Refusal, tell } from './progress.ts';
import { readSecrets } from './secrets.ts';
import { supervise } from './supervisor.ts';

export interface Service {
	readonly pid: number;
	/** Stops the service for good; SIGKILL shows what a crash does. */
	stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Postgres extends Service {
	url: string;
}

interface PostgresOptions {
	data: string;
	port: number;
	/** Off only where the data may be lost when the machine crashes: tests. */
	fsync?: boolean;
}

/** The address of the embedded database of a data folder whose server listens on `port`. */
export function postgresUrl(data: string, port: number): string {
	return `postgres://emvod:${readSecrets(data).postgresPassword}@127.0.0.1:${port}/postgres`;
}

/** The address of the embedded server of this folder if it runs now. */
export async function findRunningPostgres(data: string): Promise<string | undefined> {
	if (!existsSync(join(data, 'postgres'))) return undefined;
	const { cluster } = await findPlace(data);
	const server = readServer(cluster);
	return server?.ready && isOurs(server.pid, cluster) ? postgresUrl(data, server.port) : undefined;
}

/** Starts the embedded PostgreSQL of a data folder, creating its cluster the first time. */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await tryPostgres(options);
		} catch (error) {
			// Children of a server killed a moment ago hold its memory until they notice.
			if (attempt === 4) throw error;
			await sleep(attempt * 250);
		}
	}
}

async function tryPostgres(options: PostgresOptions): Promise<Postgres> {
	const { data, port, fsync = true } = options;
	mkdirSync(join(data, 'logs'), { recursive: true });
	const place = await findPlace(data);
	createCluster(place, readSecrets(data).postgresPassword);

	const log = join(data, 'logs', 'postgres.log');
	if ((statSync(log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) rmSync(log);
	const server = supervise('PostgreSQL', () => launch(place, port, fsync, log));
	const deadline = Date.now() + 60_000;
	while (!isReady(place.cluster, server.pid)) {
		if (server.ended || Date.now() > deadline) {
			await server.stop('SIGQUIT', 2000);
			throw new Refusal(`PostgreSQL did not start. The end of ${log} says:\n${readEnd(log)}`);
		}
		await sleep(20);
	}
	server.watch();
	return {
		url: postgresUrl(data, port),
		get pid() {
			return server.pid;
		},
		// SIGINT is PostgreSQL's "fast" shutdown: connections are ended, everything is written.
		stop: (signal = 'SIGINT') => server.stop(signal, 3000)
	};
}

function launch(place: Place, port: number, fsync: boolean, log: string) {
	const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];
	if (!fsync) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
	const out = openSync(log, 'a', 0o600);
	const child = spawn(
		place.postgres,
		['-D', place.cluster, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
		// Its own process group, so that Ctrl-C in the terminal does not reach it before the app.
		{ ...place.account, cwd: '/', detached: true, stdio: ['ignore', out, out] }
	);
	child.once('error', (error) => tell(`PostgreSQL could not be run: ${error.message}`));
	closeSync(out);
	return child;
}

function readServer(cluster: string) {
	try {
		const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
		const ready = lines[7]?.trim() === 'ready';
		return { pid: Number(lines[0]), port: Number(lines[3]), ready };
	} catch {
		return undefined;
	}
}

function isReady(cluster: string, pid: number): boolean {
	const server = readServer(cluster);
	return server?.pid === pid && server.ready;
}

function isOurs(pid: number, cluster: string): boolean {
	return identify(pid)?.includes(` -D ${cluster} `) ?? false;
}

/**
 * Ends the server that a kill -9 of its keeper left running on this folder, and removes a pid file
 * that names a process which is not ours. Only for the holder of the folder's claim.
 */
export async function clearPostgres(data: string): Promise<void> {
	if (!existsSync(join(data, 'postgres'))) return;
	const { cluster } = await findPlace(data);
	const server = readServer(cluster);
	if (!server) return;
	if (isOurs(server.pid, cluster)) {
		tell(`Stopping PostgreSQL left over from a killed run (process ${server.pid})`);
		await end(server.pid, 'SIGINT', 6000);
	}
	rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

function readEnd(log: string): string {
	return existsSync(log)
		? readFileSync(log, 'utf8').trimEnd().split('\n').slice(-8).join('\n')
		: '';
}
