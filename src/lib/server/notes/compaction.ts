import * as Y from 'yjs';
import type { Db } from '../platform/db.ts';
import { restore } from './document.ts';
import { insertSnapshot, readLogs } from './log.rows.ts';

/**
 * Writes a snapshot of a document as the log has it, not as memory has it: another process may have
 * written too. The rows stay; they say who wrote what and when.
 * @returns the sequence number that the snapshot reaches
 */
export async function compactDocument(
	db: Db,
	{ id, epoch }: { id: string; epoch: number }
): Promise<number> {
	const log = (await readLogs(db, [id])).get(id)!;
	if (!log.updates.length) return log.snapshotSeq;
	const doc = new Y.Doc();
	restore(doc, log);
	await insertSnapshot(db, {
		docId: id,
		epoch,
		uptoSeq: log.seq,
		state: Y.encodeStateAsUpdate(doc)
	});
	doc.destroy();
	return log.seq;
}
