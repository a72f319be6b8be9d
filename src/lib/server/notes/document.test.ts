import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createReplica } from '#lib/model/note-replica.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { editWords } from '../../../../tests/support/marked-words.ts';
import { chooseEntry, OpenDocument } from './document.ts';

const head = { id: 'd', itemId: 'i', meetingId: 'm', epoch: 1 };
const empty = { snapshot: null, updates: [], seq: 0, snapshotSeq: 0 };

const step = fc.record({
	who: fc.nat(2),
	kind: fc.constantFrom('insert', 'delete', 'mark', 'unmark', 'give', 'take'),
	at: fc.nat(99),
	length: fc.integer({ min: 1, max: 6 })
});

test('all that an update changes is reported, so that what is acknowledged is stored', () => {
	fc.assert(
		fc.property(fc.array(step, { minLength: 20, maxLength: 80 }), (steps) => {
			const document = new OpenDocument(head, empty);
			const stored = createReplica();
			const people = [createReplica(), createReplica(), createReplica()] as const;
			people.forEach((doc, n) => (doc.clientID = n + 1));
			const give = (doc: Y.Doc) => {
				const update = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(document.doc));
				const applied = document.apply(update);
				if (applied.change) Y.applyUpdate(stored, chooseEntry(update, applied));
			};
			const take = (doc: Y.Doc) => Y.applyUpdate(doc, Y.encodeStateAsUpdate(document.doc));
			writeParagraphs(people[0], [paragraph('some words to be marked')]);
			give(people[0]);
			people.forEach(take);
			for (const { who, kind, at, length } of steps) {
				const doc = people[who]!;
				if (kind === 'give') give(doc);
				else if (kind === 'take') take(doc);
				else editWords(doc, kind, at / 100, length);
			}
			for (let round = 0; round < 2; round++)
				for (const doc of people) {
					take(doc);
					give(doc);
				}
			for (const doc of people)
				expect(doc.getXmlFragment(NOTES_ROOT).toString()).toBe(
					document.doc.getXmlFragment(NOTES_ROOT).toString()
				);
			expect(stored.store.pendingStructs).toBe(null);
			expect(stored.getXmlFragment(NOTES_ROOT).toString()).toBe(
				document.doc.getXmlFragment(NOTES_ROOT).toString()
			);
			expect(Y.decodeStateVector(Y.encodeStateVector(stored))).toEqual(
				Y.decodeStateVector(Y.encodeStateVector(document.doc))
			);
		}),
		{ numRuns: 60, seed: 7, endOnFailure: true }
	);
});
