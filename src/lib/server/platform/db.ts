import { CamelCasePlugin, Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { getConfig } from './config.ts';
import { getHost } from './host.ts';
import { log } from './log.ts';
import { PreparingClient } from './prepared.ts';
import type { DB } from './schema.ts';
import { cutSilent } from './silence.ts';

/** What every domain function takes first: the database, or a transaction on it. */
export type Db = Kysely<DB>;
export type Trx = Transaction<DB>;

const DATE = 1082;
const INT8 = 20;
pg.types.setTypeParser(DATE, (text) => text); // a date without time has no zone to be shifted by
pg.types.setTypeParser(INT8, Number);

/** How long, in ms, a statement may take, and how long nothing may be heard of one on its way. */
const LONGEST_STATEMENT = 15_000;
const LONGEST_SILENCE = 20_000;
/** The database itself takes back what a connection that died in a transaction had locked. */
const LONGEST_PAUSE = 30_000;

/**
 * How queries are planned. Most of ours take less than starting a helper process or compiling their
 * expressions does, which estimates for tables nobody has analysed yet make far too high; and a page
 * looked up by an index is nearly always in memory, where it costs no more than the next one.
 */
const PLAN = '-c max_parallel_workers_per_gather=0 -c jit=off -c random_page_cost=1.1';

/**
 * Connections that never keep anybody waiting for ever: one over which nothing comes for `silence`
 * ms while a query waits is cut, which the query gets as an error, and another is made.
 */
export function createPool(connectionString: string, max = 12, silence = LONGEST_SILENCE): pg.Pool {
	const pool = new pg.Pool({
		Client: PreparingClient,
		connectionString,
		max,
		connectionTimeoutMillis: Math.min(10_000, silence),
		statement_timeout: LONGEST_STATEMENT,
		idle_in_transaction_session_timeout: LONGEST_PAUSE,
		keepAlive: true,
		options: PLAN
	});
	// Without listeners a broken connection, idle or in use, would end the process. Whoever uses it
	// gets the error as the answer of the query.
	pool.on('connect', (client) => client.on('error', () => undefined));
	cutSilent(pool, silence);
	pool.on('error', (fault) =>
		log.warn({ code: (fault as { code?: string }).code }, 'database connection lost')
	);
	return pool;
}

export function createDatabase(pool: pg.Pool): Db {
	return new Kysely<DB>({
		dialect: new PostgresDialect({ pool }),
		plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })]
	});
}

let database: Db | undefined;

/** The pool of this process; one even when modules are reloaded. */
export function getPool(): pg.Pool {
	return (getHost().pool ??= createPool(getConfig().DATABASE_URL));
}

/** The database of this process. */
export function getDb(): Db {
	return (database ??= createDatabase(getPool()));
}
