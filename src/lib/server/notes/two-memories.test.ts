import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createReplica } from '#lib/model/note-replica.ts';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { paragraph, writeParagraphs } from '#lib/model/note-writing.ts';
import { editWords } from '../../../../tests/support/marked-words.ts';
import { chooseEntry, OpenDocument, restore } from './document.ts';
import { PendingWrite } from './pending.ts';

const head = { id: 'd', itemId: 'i', meetingId: 'm', epoch: 1 };
const empty = { snapshot: null, updates: [], seq: 0, snapshotSeq: 0 };

const step = fc.record({
	who: fc.nat(3),
	kind: fc.constantFrom('mark', 'unmark', 'insert', 'delete', 'give', 'take', 'commit', 'commit'),
	at: fc.nat(99),
	length: fc.integer({ min: 1, max: 6 })
});

/** One process: takes updates at once, and hands its rows to the log when it has read all others. */
class Process {
	readonly document = new OpenDocument(head, empty);
	readonly #log: Uint8Array[];

	constructor(log: Uint8Array[]) {
		this.#log = log;
	}

	take(update: Uint8Array): void {
		const applied = this.document.apply(update);
		const { change, returned } = applied;
		if (!change) return;
		const bytes = chooseEntry(update, applied);
		this.document.pending.push(
			new PendingWrite(
				[{ ...this.document.name, actorId: null, bytes }, ...this.document.entriesOf(returned)],
				[change, ...returned.map(({ update: back }) => back)]
			)
		);
	}

	commit(): void {
		for (const row of this.#log.slice(this.document.seq)) {
			const { returned } = this.document.follow(row, null);
			this.document.pending.at(-1)?.join(
				this.document.entriesOf(returned),
				returned.map(({ update }) => update)
			);
			this.document.seq++;
		}
		for (const { bytes } of this.document.pending.shift()?.entries ?? []) {
			this.#log.push(bytes);
			this.document.seq++;
		}
	}
}

test('what two processes have in memory is what the log says, marks and all', () => {
	fc.assert(
		fc.property(fc.array(step, { minLength: 30, maxLength: 120 }), (steps) => {
			const log: Uint8Array[] = [];
			const processes = [new Process(log), new Process(log)];
			const people = [0, 1, 2, 3].map(() => createReplica());
			people.forEach((doc, n) => (doc.clientID = n + 1));
			const serverOf = (n: number) => processes[n % 2]!;
			const give = (n: number) => {
				const server = serverOf(n);
				const known = Y.encodeStateVector(server.document.doc);
				server.take(Y.encodeStateAsUpdate(people[n]!, known));
			};
			const take = (n: number) =>
				Y.applyUpdate(people[n]!, Y.encodeStateAsUpdate(serverOf(n).document.doc));
			writeParagraphs(people[0]!, [paragraph('some words to be marked')]);
			give(0);
			for (const _ of [0, 1]) for (const server of processes) server.commit();
			people.forEach((_, n) => take(n));
			for (const { who, kind, at, length } of steps) {
				if (kind === 'give') give(who);
				else if (kind === 'take') take(who);
				else if (kind === 'commit') serverOf(who).commit();
				else editWords(people[who]!, kind, at / 100, length);
			}
			for (let round = 0; round < 3; round++) {
				people.forEach((_, n) => (give(n), take(n)));
				while (processes.some(({ document }) => document.pending.length))
					for (const server of processes) server.commit();
				for (const server of processes) server.commit();
			}
			const stored = new Y.Doc();
			restore(stored, { ...empty, updates: log });
			for (const { document } of processes) {
				expect(draw(document.doc)).toBe(draw(stored));
				expect(lacks(stored, document.doc)).toBe(false);
			}
			for (const doc of people) expect(draw(doc)).toBe(draw(stored));
		}),
		{ numRuns: 150, seed: 11, endOnFailure: true }
	);
});

function draw(doc: Y.Doc): string {
	return doc.getXmlFragment(NOTES_ROOT).toString();
}

/** Whether the other document knows of anything that this one does not. */
function lacks(doc: Y.Doc, other: Y.Doc): boolean {
	let isNew = false;
	doc.once('update', () => (isNew = true));
	doc.transact(() => Y.applyUpdate(doc, Y.encodeStateAsUpdate(other)));
	return isNew;
}
