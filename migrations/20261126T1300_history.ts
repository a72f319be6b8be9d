import { sql, type Kysely } from 'kysely';

/** Snapshots that people may come back to; one without a reason only shortens loading. */
export async function up(db: Kysely<never>): Promise<void> {
	await sql`ALTER TABLE doc_snapshot ADD COLUMN reason text
		CHECK (reason IN ('named','item-closed','meeting-closed','before-restore')),
		ADD CHECK (reason <> 'named' OR name IS NOT NULL)`.execute(db);
	// Two processes hear that an item was closed: it is one version.
	await sql`CREATE UNIQUE INDEX doc_snapshot_version ON doc_snapshot (doc_id, epoch, upto_seq, reason)
		WHERE reason <> 'named'`.execute(db);
}
