import * as Y from 'yjs';
import { createReplica } from '#lib/model/note-replica.ts';
import type { Db } from '../platform/db.ts';
import { restore } from './document.ts';
import { findItem, insertVersion, type VersionReason } from './history.rows.ts';
import { ensureDocument, listDocuments, readLogs } from './log.rows.ts';

/**
 * Keeps the committed notes of an item as a version. Does nothing where nobody wrote anything, or
 * where this moment is kept for the same reason already.
 */
export async function sealVersion(
	db: Db,
	itemId: string,
	version: { reason: VersionReason; name: string | null; actorId: string | null }
): Promise<void> {
	const head = await ensureDocument(db, itemId);
	if (!head) return;
	const log = (await readLogs(db, [head.id])).get(head.id)!;
	if (log.seq === 0) return;
	const doc = createReplica();
	restore(doc, log);
	const state = Y.encodeStateAsUpdate(doc);
	doc.destroy();
	const { id: docId, epoch } = head;
	await insertVersion(db, { docId, epoch, uptoSeq: log.seq, state, ...version });
}

/** When an item is done, its notes are a version. */
export async function sealDoneItem(db: Db, itemId: string): Promise<void> {
	const item = await findItem(db, itemId);
	if (item?.status === 'done')
		await sealVersion(db, itemId, { reason: 'item-closed', name: null, actorId: null });
}

/** When a meeting is closed, the notes of each item are a version. */
export async function sealMeeting(db: Db, meetingId: string): Promise<void> {
	for (const { itemId } of await listDocuments(db, meetingId))
		await sealVersion(db, itemId, { reason: 'meeting-closed', name: null, actorId: null });
}
