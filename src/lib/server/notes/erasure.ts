import * as Y from 'yjs';
import { eraseName, everHeld } from '#lib/model/note-erasure.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import type { Trx } from '../platform/db.ts';
import { listAllDocuments, lockDocument, readWholeLog, replaceLog } from './erasure.rows.ts';

/**
 * Takes a person's names out of the notes of every meeting. Where one stood at any time, the document
 * becomes a new epoch that holds its present text only: its versions and who wrote what would still
 * hold the name and are gone. Open editors start again from the new text and are given back what
 * they had not sent. Only documents that held a name are locked.
 * @returns how many documents held a name
 */
export async function eraseFromNotes(
	trx: Trx,
	{ id, names, formerIds }: { id: string; names: string[]; formerIds: string[] },
	replacement: string
): Promise<number> {
	const people = [id, ...formerIds].flatMap((one) => names.map((name) => ({ id: one, name })));
	let changed = 0;
	for (const docId of await listAllDocuments(trx)) {
		if (!(await isHeld(trx, docId, people))) continue;
		await lockDocument(trx, docId);
		const doc = rebuild(await readWholeLog(trx, docId), true);
		for (const person of people) eraseName(doc, person, replacement);
		await replaceLog(trx, docId, Y.encodeStateAsUpdate(doc));
		doc.destroy();
		changed++;
	}
	return changed;
}

async function isHeld(trx: Trx, docId: string, people: Array<{ id: string; name: string }>) {
	const whole = rebuild(await readWholeLog(trx, docId), false);
	const isHeld = people.some((person) => everHeld(whole, person));
	whole.destroy();
	return isHeld;
}

function rebuild(updates: Uint8Array[], gc: boolean): Y.Doc {
	const doc = createReplica({ gc });
	doc.transact(() => {
		for (const update of updates) Y.applyUpdate(doc, update);
	});
	return doc;
}
