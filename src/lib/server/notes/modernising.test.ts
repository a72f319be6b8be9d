import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { testDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import { makeNotesWorld } from '../../../../tests/support/notes.ts';
import { Documents } from './documents.ts';
import { appendUpdates, ensureDocument, readLogs } from './log.rows.ts';

let base: TestDatabase;
beforeAll(async () => {
	base = await testDatabase();
});
afterAll(async () => {
	await new Promise((done) => setTimeout(done, 100)); // each looks once more after loading
	await base.close();
});

/** A table as pages of schema version 2 wrote it. */
function writeOldTable(): Uint8Array {
	const doc = new Y.Doc();
	const [table, row] = [new Y.XmlElement('table'), new Y.XmlElement('tableRow')];
	doc.getXmlFragment(NOTES_ROOT).push([table]);
	table.push([row]);
	for (const [n, words] of ['old words', '', 'more'].entries()) {
		const cell = new Y.XmlElement('tableCell');
		cell.setAttribute('column', `c${n}`);
		row.push([cell]);
		if (words) cell.push([new Y.XmlText(words)]);
	}
	return Y.encodeStateAsUpdate(doc);
}

test('two processes that open a table of an older version at once bring it up to date once', async () => {
	const { itemId } = await makeNotesWorld(base.db);
	const head = (await ensureDocument(base.db, itemId))!;
	const bytes = writeOldTable();
	await appendUpdates(base.db, [{ docId: head.id, epoch: head.epoch, actorId: null, bytes }]);
	const [one, other] = await Promise.all([1, 2].map(() => new Documents(base.db).openItem(itemId)));
	const log = (await readLogs(base.db, [head.id])).get(head.id)!;
	expect(log.seq).toBe(2);
	for (const document of [one!, other!]) {
		expect(document.seq).toBe(2);
		expect(renderText(readParagraphs(document.doc))).toBe('old words |  | more');
		const root = document.doc.getXmlFragment(NOTES_ROOT).toString();
		expect(root.match(/<paragraph>/g)).toHaveLength(3);
	}
	const again = await new Documents(base.db).openItem(itemId);
	expect(again.seq).toBe(2);
});
