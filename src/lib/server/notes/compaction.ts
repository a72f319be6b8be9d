import * as Y from 'yjs';
import { createNotesDoc } from '#lib/model/note-keeping.ts';
import type { Db } from '../platform/db.ts';
import { restore, type OpenDocument } from './document.ts';
import { insertSnapshot, readLogs } from './log.rows.ts';

/**
 * Writes a snapshot of what the log holds of a document. The rows stay; they say who wrote what and
 * when. Memory is used when it is what the log has: encoding it takes a fraction of replaying.
 * @returns the sequence number that the snapshot reaches
 */
export async function compactDocument(db: Db, document: OpenDocument): Promise<number> {
	const { seq, state } = document.pending.length
		? await replay(db, document.id)
		: { seq: document.seq, state: Y.encodeStateAsUpdate(document.doc) };
	await insertSnapshot(db, { docId: document.id, epoch: document.epoch, uptoSeq: seq, state });
	return seq;
}

async function replay(db: Db, docId: string): Promise<{ seq: number; state: Uint8Array }> {
	const log = (await readLogs(db, [docId])).get(docId)!;
	const doc = createNotesDoc();
	restore(doc, log);
	const state = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	return { seq: log.seq, state };
}
