import * as Y from 'yjs';
import { eraseName, everHeld } from '#lib/model/note-erasure.ts';
import type { Trx } from '../platform/db.ts';
import { listAllDocuments, readWholeLog, replaceLog } from './erasure.rows.ts';

/**
 * Takes a person's name out of the notes of every meeting. Where it stood at any time, the document
 * becomes a new epoch that holds its present text only: its versions and who wrote what would still
 * hold the name and are gone. Open editors start again from the new text and are given back what
 * they had not sent.
 * @returns how many documents held the name
 */
export async function eraseFromNotes(
	trx: Trx,
	person: { id: string; name: string },
	replacement: string
): Promise<number> {
	let changed = 0;
	for (const docId of await listAllDocuments(trx)) {
		const updates = await readWholeLog(trx, docId);
		const whole = rebuild(updates, false);
		const held = everHeld(whole, person);
		whole.destroy();
		if (!held) continue;
		const doc = rebuild(updates, true);
		eraseName(doc, person, replacement);
		await replaceLog(trx, docId, Y.encodeStateAsUpdate(doc));
		doc.destroy();
		changed++;
	}
	return changed;
}

function rebuild(updates: Uint8Array[], gc: boolean): Y.Doc {
	const doc = new Y.Doc({ gc });
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return doc;
}
