import { sql } from 'kysely';
import type { Db, Trx } from './db.ts';
import type { Mail } from './mail.ts';

const MAILS = sql`pgboss.job`;
const isWaiting = sql`name = 'mail-send' AND state IN ('created', 'retry', 'active')`;

/** A mail that is to be sent, held until the transaction ends; null when it is not any more. */
export async function lockMail(trx: Trx, id: string): Promise<Mail | null> {
	// Sending lasts longer than a pause in a transaction otherwise may.
	await sql`SET LOCAL idle_in_transaction_session_timeout = '3min'`.execute(trx);
	const { rows } = await sql<{ data: Mail | null }>`
		SELECT data FROM ${MAILS} WHERE id = ${id} AND ${isWaiting} FOR UPDATE`.execute(
		trx.withoutPlugins()
	);
	return rows[0]?.data ?? null;
}

/** Mails not sent yet; whoever is sending one of them is waited for. None where no queue was made. */
export async function listWaitingMails(trx: Trx): Promise<Array<{ id: string; mail: Mail }>> {
	if (!(await hasQueue(trx))) return [];
	const { rows } = await sql<{ id: string; mail: Mail }>`
		SELECT id, data AS mail FROM ${MAILS} WHERE ${isWaiting} AND data ? 'to'
		ORDER BY id FOR UPDATE`.execute(trx.withoutPlugins());
	return rows;
}

export async function setMailJob(trx: Trx, id: string, mail: Mail): Promise<void> {
	await sql`UPDATE ${MAILS} SET data = ${JSON.stringify(mail)}::jsonb, output = NULL
		WHERE id = ${id} AND name = 'mail-send'`.execute(trx);
}

export async function deleteMailJob(trx: Trx, id: string): Promise<void> {
	await sql`DELETE FROM ${MAILS} WHERE id = ${id} AND name = 'mail-send'`.execute(trx);
}

/** Forgets what finished jobs carried and what a server answered: nobody needs it, whoever it names. */
export async function emptyFinishedMails(trx: Trx): Promise<void> {
	if (!(await hasQueue(trx))) return;
	await sql`UPDATE ${MAILS} SET data = '{}', output = NULL WHERE name = 'mail-send'
		AND state IN ('completed', 'cancelled', 'failed')`.execute(trx);
}

async function hasQueue(db: Db): Promise<boolean> {
	const { rows } = await sql<{ known: boolean }>`
		SELECT to_regclass('pgboss.job') IS NOT NULL AS known`.execute(db);
	return rows[0]!.known;
}
