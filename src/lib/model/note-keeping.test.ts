import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkUpdate, decodeUpdate } from './note-check.ts';
import { createNotesDoc, NoteKeeping } from './note-keeping.ts';
import { readParagraphs } from './note-reading.ts';
import { renderText } from './note-text.ts';
import { encodeLacking } from './note-unsaved.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';
import { NOTES_ROOT, type NoteInline, type NoteParagraph } from './note.ts';

const ID = '0198c0de-0000-7000-8000-000000000002';

/** A server and two pages that have the same text. */
class Table {
	readonly server = createNotesDoc();
	readonly ana = new Y.Doc();
	readonly ben = new Y.Doc();
	#keeping = new NoteKeeping(this.server);

	constructor(start: NoteParagraph[]) {
		writeParagraphs(this.server, start);
		for (const doc of [this.ana, this.ben]) Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server));
	}

	/** What the page did, for the server to hear later. */
	edit(doc: Y.Doc, act: (root: Y.XmlFragment) => void): Uint8Array {
		let update: Uint8Array | undefined;
		doc.once('update', (bytes: Uint8Array) => (update = bytes));
		doc.transact(() => act(doc.getXmlFragment(NOTES_ROOT)));
		return update!;
	}

	hear(...updates: Uint8Array[]) {
		return updates.flatMap((update) =>
			this.#keeping.take(decodeUpdate(update), () => Y.applyUpdate(this.server, update))
		);
	}

	restart(): void {
		const state = Y.encodeStateAsUpdate(this.server);
		Object.assign(this, { server: createNotesDoc() });
		Y.applyUpdate(this.server, state);
		this.#keeping = new NoteKeeping(this.server);
	}

	get text(): string {
		return renderText(readParagraphs(this.server));
	}
}

const textAt = (root: Y.XmlFragment, at: number) =>
	(root.get(at) as Y.XmlElement).get(0) as Y.XmlText;
const run = (text: string, rest: object = {}): NoteInline => ({
	text,
	bold: false,
	italic: false,
	href: null,
	...rest
});
const plain = () => new Table([paragraph('before'), paragraph('the doomed words'), paragraph('x')]);
const remove = (root: Y.XmlFragment) => root.delete(1, 1);

test('words put back keep their marks and links, whoever comes first', () => {
	const inline = [run('plain '), run('bold', { bold: true }), run(' end')];
	for (const isLate of [false, true]) {
		const table = new Table([paragraph('before'), paragraph('', { inline }), paragraph('after')]);
		const typed = table.edit(table.ana, (root) => {
			const text = textAt(root, 1);
			text.insert(text.length, ' linked', { link: { href: 'https://a.eu' } });
			text.insert(8, 'NEW'); // in the middle of what is bold
			text.insert(2, 'NORMAL');
		});
		const gone = table.edit(table.ben, remove);
		table.hear(...(isLate ? [gone, typed] : [typed, gone]));
		expect(readParagraphs(table.server)[1]!.inline).toEqual([
			run('NORMAL'),
			run('NEW', { bold: true }),
			run(' linked', { href: 'https://a.eu' })
		]);
	}
});

test('somebody named and a moment come back as what they are, in their order', () => {
	for (const isLate of [false, true]) {
		const table = plain();
		const typed = table.edit(table.ana, (root) => {
			const element = root.get(1) as Y.XmlElement;
			const mention = new Y.XmlElement('mention');
			for (const [key, value] of Object.entries({ kind: 'person', id: ID, label: 'Ana' }))
				mention.setAttribute(key, value);
			const moment = new Y.XmlElement('timecode');
			moment.setAttribute('seconds', 4 as never);
			element.insert(1, [mention, new Y.XmlText(' said at '), moment]);
		});
		const gone = table.edit(table.ben, remove);
		table.hear(...(isLate ? [gone, typed] : [typed, gone]));
		expect(readParagraphs(table.server)[1]!.inline).toEqual([
			{ mention: 'person', id: ID, label: 'Ana' },
			run(' said at '),
			{ film: null, seconds: 4 }
		]);
	}
});

test('what goes on coming into a paragraph that is gone stays together and where it stood', () => {
	const table = plain();
	const strokes = [...'hello'].map((sign, n) =>
		table.edit(table.ana, (root) => textAt(root, 1).insert(10 + n, sign))
	);
	const gone = table.edit(table.ben, remove);
	table.hear(strokes[0]!, gone, ...strokes.slice(1));
	expect(table.text).toBe('before\nhello\nx');
});

test('words whose paragraph was joined to another go to their place there', () => {
	for (const isLate of [false, true]) {
		const table = plain();
		const typed = table.edit(table.ana, (root) => textAt(root, 1).insert(4, 'truly '));
		const joined = table.edit(table.ben, (root) => {
			textAt(root, 0).insert(6, ' the doomed words');
			root.delete(1, 1);
		});
		table.hear(...(isLate ? [joined, typed] : [typed, joined]));
		expect(table.text).toBe('before the truly doomed words\nx');
	}
});

test('a server that was started anew still knows where a paragraph stood', () => {
	const table = plain();
	const typed = table.edit(table.ana, (root) => textAt(root, 1).insert(4, 'new '));
	table.hear(table.edit(table.ben, remove));
	table.restart();
	table.hear(typed);
	expect(table.text).toBe('before\nnew \nx');
	expect(JSON.stringify([...Y.encodeStateAsUpdate(table.server)])).not.toContain(
		JSON.stringify([...new TextEncoder().encode('doomed')]).slice(1, -1)
	);
});

test('what was seen, taken back by its writer, or known already does not come back', () => {
	const table = plain();
	const typed = table.edit(table.ana, (root) => textAt(root, 1).insert(0, 'seen '));
	table.hear(typed);
	Y.applyUpdate(table.ben, typed);
	const gone = table.edit(table.ben, remove);
	expect(table.hear(gone, typed, gone)).toEqual([]);
	expect(table.text).toBe('before\nx');

	const other = plain();
	const stroke = other.edit(other.ana, (root) => textAt(root, 1).insert(0, 'regretted'));
	const regret = other.edit(other.ana, (root) => textAt(root, 1).delete(0, 9));
	other.hear(other.edit(other.ben, remove));
	expect(other.hear(Y.mergeUpdates([stroke, regret]))).toEqual([]);
});

test('typing costs nothing more: no text is read and nothing put back', () => {
	const table = plain();
	let read = 0;
	const { toDelta } = Y.XmlText.prototype;
	Y.XmlText.prototype.toDelta = function (...args) {
		read++;
		return toDelta.apply(this, args);
	};
	for (let n = 0; n < 50; n++)
		table.hear(table.edit(table.ana, (root) => textAt(root, 1).insert(n, 'a')));
	table.hear(table.edit(table.ana, (root) => textAt(root, 1).delete(3, 9)));
	Y.XmlText.prototype.toDelta = toDelta;
	expect(read).toBe(0);
});

test('answers out of order leave a hole in what is unsaved: it is no gap', () => {
	for (const isBehind of [false, true]) {
		const table = plain();
		const before = Y.encodeStateVector(table.server);
		const strokes = ['one ', 'two ', 'three '].map((words) =>
			table.edit(table.ana, (root) => textAt(root, 0).insert(0, words))
		);
		const [first, , last] = strokes as [Uint8Array, Uint8Array, Uint8Array];
		// Of the second the page knows that it is saved; another server may not have read it yet.
		if (!isBehind) table.hear(...strokes);
		const known = isBehind ? before : Y.encodeStateVector(table.server);
		const update = encodeLacking(table.ana, known, [first, last]);
		checkUpdate(update, table.server);
		table.hear(update);
		expect(table.text).toContain('three two one before');
		expect(() => checkUpdate(Y.mergeUpdates([first, last]), table.server)).not.toThrow();
	}
});

/* The page has heard of the deletion while its own words had not been acknowledged. */
test('what a page joins again with brings its unsaved words alive, and nothing else comes back', () => {
	fc.assert(
		fc.property(fc.boolean(), fc.boolean(), fc.nat(4), (hears, regrets, others) => {
			const table = plain();
			const known = Y.encodeStateVector(table.server);
			const unsaved = [table.edit(table.ana, (root) => textAt(root, 1).insert(0, 'kept '))];
			unsaved.push(table.edit(table.ana, (root) => textAt(root, 0).insert(0, 'two ')));
			if (regrets) unsaved.push(table.edit(table.ana, (root) => textAt(root, 1).delete(0, 5)));
			const gone = table.edit(table.ben, remove);
			for (let n = 0; n < others; n++)
				table.hear(table.edit(table.ben, (root) => textAt(root, 1).insert(0, 'y')));
			table.hear(gone);
			if (hears) Y.applyUpdate(table.ana, gone);
			const update = encodeLacking(table.ana, known, unsaved);
			table.hear(update, update);
			expect(table.text.split('kept ').length - 1).toBe(regrets ? 0 : 1);
			expect(table.text).toContain('two before');
			expect(table.text).not.toContain('doomed');
		}),
		{ seed: 20261126, numRuns: 40 }
	);
});
