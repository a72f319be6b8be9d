import * as Y from 'yjs';
import { NOTES_ROOT } from '../../src/lib/model/note.ts';

/** The shape of trace B4 of crdt-benchmarks: single signs put in and taken away again. */
const INSERTED = 182_315;
const DELETED = 77_463;
const AUTHORS = 4;
const PARAGRAPH = 450;
const SYNC_EVERY = 60;

/**
 * A document of about 105,000 characters as four people would have written it, stroke by stroke:
 * runs of typing with corrections, here and there, often merged. The same each time.
 */
export function writeEditedDocument(): { state: Uint8Array; characters: number; strokes: number } {
	const random = makeRandom(20261126);
	const authors = Array.from({ length: AUTHORS }, (_, n) => {
		const doc = new Y.Doc();
		doc.clientID = n + 1;
		return doc;
	});
	let [inserted, deleted, run] = [0, 0, 0];
	while (inserted < INSERTED) {
		const doc = authors[Math.floor(random() * AUTHORS)]!;
		const share = deleted / Math.max(1, inserted);
		doc.transact(() => {
			const text = choose(doc, random);
			let at = Math.floor(random() * (text.length + 1));
			const length = 1 + Math.floor(random() * 40);
			for (let n = 0; n < length; n++, at++) text.insert(at, letter(random));
			inserted += length;
			if (share > DELETED / INSERTED) return;
			const back = Math.min(at, 1 + Math.floor(random() * 40));
			for (let n = 0; n < back; n++) text.delete(--at, 1);
			deleted += back;
		});
		if (++run % SYNC_EVERY === 0) merge(authors);
	}
	merge(authors);
	const [first] = authors;
	const characters = root(first!)
		.toArray()
		.reduce((sum, paragraph) => sum + textOf(paragraph as Y.XmlElement).length, 0);
	return { state: Y.encodeStateAsUpdate(first!), characters, strokes: inserted + deleted };
}

/** A paragraph anywhere, a new one when there is room for more. */
function choose(doc: Y.Doc, random: () => number): Y.XmlText {
	const fragment = root(doc);
	const at = Math.floor(random() * fragment.length);
	const found = fragment.length ? textOf(fragment.get(at) as Y.XmlElement) : undefined;
	if (found && found.length < PARAGRAPH) return found;
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.setAttribute('indent', 0 as never);
	if (random() < 0.1) paragraph.setAttribute('block', 'bullet');
	const text = new Y.XmlText();
	paragraph.insert(0, [text]);
	fragment.insert(at, [paragraph]);
	return text;
}

function root(doc: Y.Doc): Y.XmlFragment {
	return doc.getXmlFragment(NOTES_ROOT);
}

function textOf(paragraph: Y.XmlElement): Y.XmlText {
	return paragraph.get(0) as Y.XmlText;
}

function merge(docs: Y.Doc[]): void {
	const [first, ...others] = docs;
	for (const other of others) exchange(other, first!);
	for (const other of others) exchange(first!, other);
}

function exchange(from: Y.Doc, to: Y.Doc): void {
	Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

function letter(random: () => number): string {
	return random() < 0.17 ? ' ' : String.fromCharCode(97 + Math.floor(random() * 26));
}

/** Mulberry32. */
function makeRandom(seed: number): () => number {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	};
}
