import { sql } from 'kysely';
import type { Trx } from '../platform/db.ts';

/** Documents that anybody wrote in, in the order in which they may be locked. */
export async function listAllDocuments(trx: Trx): Promise<string[]> {
	const rows = await trx
		.selectFrom('doc')
		.where('lastSeq', '>', 0)
		.select('id')
		.orderBy('id')
		.execute();
	return rows.map(({ id }) => id);
}

/** Until the transaction ends nobody appends to the log of this document. */
export async function lockDocument(trx: Trx, docId: string): Promise<void> {
	await trx.selectFrom('doc').where('id', '=', docId).select('id').forUpdate().execute();
}

/**
 * Every update of a document, then its snapshots: they hold what is in no row, as for imported
 * notes, but not what was deleted, so they must not come first.
 */
export async function readWholeLog(trx: Trx, docId: string): Promise<Uint8Array[]> {
	const { rows } = await sql<{ bytes: Uint8Array }>`
		SELECT bytes FROM (
			SELECT 0 AS place, seq, bytes FROM doc_update WHERE doc_id = ${docId}
			UNION ALL SELECT 1, s.upto_seq, s.state FROM doc_snapshot s
			JOIN doc d ON d.id = s.doc_id AND d.epoch = s.epoch WHERE s.doc_id = ${docId}
		) log ORDER BY place, seq`.execute(trx);
	return rows.map(({ bytes }) => bytes);
}

/** A new epoch of a document that begins with one update; everything before is deleted. */
export async function replaceLog(trx: Trx, docId: string, state: Uint8Array): Promise<void> {
	await trx.deleteFrom('docUpdate').where('docId', '=', docId).execute();
	await trx.deleteFrom('docSnapshot').where('docId', '=', docId).execute();
	await sql`WITH moved AS (
			UPDATE doc SET epoch = epoch + 1, last_seq = last_seq + 1 WHERE id = ${docId} RETURNING id, last_seq
		) INSERT INTO doc_update (doc_id, seq, bytes)
		SELECT id, last_seq, ${Buffer.from(state)}::bytea FROM moved`.execute(trx);
}
