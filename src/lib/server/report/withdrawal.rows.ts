import { sql } from 'kysely';
import type { Db, Trx } from '../platform/db.ts';

/** Keeps that the report was withdrawn, from when to now, and whether what was withdrawn is given out again. */
export async function insertWithdrawal(
	trx: Trx,
	reportId: string,
	by: { actorId: string; isReadable: boolean }
): Promise<void> {
	await sql`INSERT INTO report_withdrawal
		(report_id, version, withdrawn_at, withdrawn_by, reason, reinstated_by, is_version_readable)
		SELECT id, version, withdrawn_at, withdrawn_by, withdrawn_reason, ${by.actorId}, ${by.isReadable}
		FROM report WHERE id = ${reportId}`.execute(trx);
}

/** Withdrawals that are over, oldest first. */
export function listWithdrawals(db: Db, reportId: string) {
	return db
		.selectFrom('reportWithdrawal')
		.where('reportId', '=', reportId)
		.orderBy('version')
		.select(['version', 'withdrawnAt', 'reason', 'reinstatedAt', 'isVersionReadable as isReadable'])
		.execute();
}
