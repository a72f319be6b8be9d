import pg from 'pg';
import { claim, findHolder } from './claim.ts';
import { dataFolder } from './paths.ts';
import { choosePorts, readFirstPort } from './ports.ts';
import { clearPostgres, findRunningPostgres, startPostgres } from './postgres.ts';
import { Refusal } from './progress.ts';

const meanings: Record<string, string> = {
	'28P01': 'refuses the password',
	'28000': 'refuses the user',
	'3D000': 'has no database of that name',
	ECONNREFUSED: 'does not answer (nothing listens there)',
	ENOTFOUND: 'cannot be found (unknown host name)',
	EAI_AGAIN: 'cannot be found (no name resolution)'
};

/** Connects to the database. Throws a sentence that names the server but not the password. */
export async function connect(url: string): Promise<pg.Client> {
	const address = URL.parse(url);
	if (!address || !/^postgres(ql)?:$/.test(address.protocol)) {
		throw new Refusal('DATABASE_URL must look like postgres://user:password@host:5432/name.');
	}
	const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 8000 });
	// The server may end the connection at any time; the next query says so.
	client.on('error', () => undefined);
	try {
		await client.connect();
	} catch (error) {
		const { code = '', message } = error as { code?: string; message: string };
		const server = `${address.host}${address.pathname}`;
		throw new Refusal(
			`The database ${server} ${meanings[code] ?? `cannot be used: ${message}`}. Check DATABASE_URL.`
		);
	}
	const { rows } = await client.query<{ version: number }>(
		`select current_setting('server_version_num')::int as version`
	);
	if ((rows[0]?.version ?? 0) < 180_000) {
		await client.end();
		throw new Refusal(`Emvod needs PostgreSQL 18; ${address.host} runs an older one.`);
	}
	return client;
}

/**
 * Gives a command the database to work on: DATABASE_URL, else the embedded one, which is started
 * for as long as the command takes unless the application has it running already.
 */
export async function withDatabase<T>(action: (url: string) => Promise<T>): Promise<T> {
	const given = process.env.DATABASE_URL;
	if (given) {
		await (await connect(given)).end();
		return action(given);
	}
	const data = dataFolder();
	const release = claim(data);
	if (!release) {
		const running = await findRunningPostgres(data);
		if (running) return action(running);
		throw new Refusal(`Process ${findHolder(data)} uses ${data} and is starting or stopping.`);
	}
	try {
		await clearPostgres(data);
		const { postgres: port } = await choosePorts(data, readFirstPort());
		const postgres = await startPostgres({ data, port });
		try {
			return await action(postgres.url);
		} finally {
			await postgres.stop();
		}
	} finally {
		release();
	}
}
