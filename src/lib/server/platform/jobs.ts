import { CompiledQuery, type Kysely } from 'kysely';
import { PgBoss } from 'pg-boss';
import { getConfig } from './config.ts';
import type { Db, Trx } from './db.ts';
import { getHost } from './host.ts';
import { log, logFault } from './log.ts';
import type { Mail } from './mail.ts';

/** Every job by name, with what it carries. */
export interface Jobs {
	'report-file': { meetingId: string };
	'mail-send': Mail;
	'sessions-clean': Record<string, never>;
	'changes-add-up': Record<string, never>;
	'links-check': Record<string, never>;
	'search-clean': Record<string, never>;
	'digests-send': Record<string, never>;
	'report-mails-send': Record<string, never>;
}
type Work<J extends keyof Jobs> = (data: Jobs[J], id: string) => Promise<void>;

const works = new Map<keyof Jobs, Work<never>>();
let boss: PgBoss | undefined;

/** Declares who does a job; call before `startJobs`. A job may run twice: it must be idempotent. */
export function work<J extends keyof Jobs>(name: J, run: Work<J>): void {
	works.set(name, run as Work<never>);
}

/** Starts the queue (its tables live in schema `pgboss`) and its workers. */
export async function startJobs(): Promise<void> {
	if (boss) return;
	boss = new PgBoss({ connectionString: getConfig().DATABASE_URL, max: 3 });
	boss.on('error', (fault) =>
		log.warn({ code: (fault as { code?: string }).code, reason: fault.message }, 'job queue')
	);
	await boss.start();
	for (const [name, run] of works) {
		await boss.createQueue(name, {
			retryLimit: 8,
			retryDelay: 1,
			retryBackoff: true
		});
		await boss.work<Jobs[typeof name]>(name, { pollingIntervalSeconds: 0.5 }, async (jobs) => {
			for (const job of jobs) {
				try {
					await run(job.data as never, job.id);
				} catch (fault) {
					logFault(fault, `job ${name}`);
					throw fault;
				}
			}
		});
	}
	await boss.schedule('sessions-clean', '17 3 * * *');
	if (works.has('changes-add-up')) await boss.schedule('changes-add-up', '*/10 * * * *');
	if (works.has('links-check')) await boss.schedule('links-check', '41 2 * * *');
	if (works.has('search-clean')) await boss.schedule('search-clean', '5 3 * * *');
	if (works.has('digests-send')) await boss.schedule('digests-send', '23 * * * *');
	if (works.has('report-mails-send')) await boss.schedule('report-mails-send', '37 * * * *');
	getHost().drains.push(stopJobs);
}

export async function stopJobs(): Promise<void> {
	await boss?.stop({ graceful: true, timeout: 3000 });
	boss = undefined;
}

/**
 * Adds a job inside the caller's transaction: it exists if and only if the transaction commits.
 * Where no queue runs (domain tests) nothing is enqueued.
 */
export async function enqueue<J extends keyof Jobs>(
	trx: Trx | Db,
	name: J,
	data: Jobs[J]
): Promise<void> {
	await boss?.send(name, data, { db: queryRunner(trx) });
}

function queryRunner(db: Kysely<never> | Trx | Db) {
	return {
		async executeSql(text: string, values: unknown[] = []) {
			const { rows } = await (db as Kysely<never>)
				.withoutPlugins()
				.executeQuery(CompiledQuery.raw(text, values));
			return { rows: rows as never[] };
		}
	};
}
