import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as Y from 'yjs';
import { NOTES_ROOT } from '#lib/model/note.ts';
import { addParagraphs } from './paragraphs.ts';

export interface Trace {
	/** The history as it came in, a few hundred strokes each. */
	updates: Uint8Array[];
	state: Uint8Array;
	/** The state as a file. */
	file: string;
	characters: number;
}

const PARAGRAPHS = 150;
const PIECE = 20;

/** Always the same numbers, so that every run opens the same document. */
function makeRandom(seed: number): () => number {
	return () => {
		seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
		return seed / 2 ** 32;
	};
}

/**
 * A document in the shape of the B4 editing trace (182,315 insertions, 77,463 deletions, about
 * 105,000 characters left): typed stroke by stroke, in runs, with the cursor jumping and words taken
 * back, in 150 paragraphs. Made here, because the trace itself is not ours to ship.
 */
export function makeTrace(folder: string, inserts = 182_315, deletes = 77_463): Trace {
	const random = makeRandom(4);
	const doc = new Y.Doc();
	doc.clientID = 4;
	const updates: Uint8Array[] = [];
	const empty = Array.from({ length: PARAGRAPHS }, () => '');
	let piece: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => piece.push(update));
	const cut = () => {
		if (piece.length) updates.push(Y.mergeUpdates(piece));
		piece = [];
	};
	addParagraphs({ Y }, doc, empty);
	cut();
	const texts = doc
		.getXmlFragment(NOTES_ROOT)
		.toArray()
		.map((one) => (one as Y.XmlElement).get(0) as Y.XmlText);
	let [inserted, deleted] = [0, 0];
	while (inserted < inserts || deleted < deletes) {
		const text = texts[Math.floor(random() * PARAGRAPHS)]!;
		let at = Math.floor(random() * (text.length + 1));
		const run = 4 + Math.floor(random() * 60);
		doc.transact(() => {
			for (let n = 0; n < run && inserted < inserts; n++, inserted++)
				text.insert(at++, String.fromCharCode(97 + Math.floor(random() * 26)));
			const back = Math.min(at, Math.round(run * random() * 0.86), deletes - deleted);
			for (let n = 0; n < back; n++, deleted++) text.delete(--at, 1);
			if (inserted >= inserts && deleted < deletes && text.length > 0) {
				text.delete(0, 1);
				deleted++;
			}
		});
		if (piece.length >= PIECE) cut();
	}
	cut();
	const state = Y.encodeStateAsUpdate(doc);
	const characters = texts.reduce((sum, { length }) => sum + length, 0);
	doc.destroy();
	const file = join(folder, 'trace.bin');
	writeFileSync(file, state);
	return { updates, state, file, characters };
}
