import { joinBackward } from '@tiptap/pm/commands';
import { AllSelection, type Command } from '@tiptap/pm/state';
import { beforeEach, expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor, NoteWire } from '../../../tests/support/headless-editor.ts';
import { readAuthors } from './note-authors.ts';
import { splitParagraph } from './note-commands.ts';
import { restoreNotes } from './note-restoring.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';

let wire: NoteWire;
let ana: HeadlessEditor;
let ben: HeadlessEditor;

const ANA = 'We meet in Rennes and then in Brest.';
beforeEach(() => {
	const start = new Y.Doc();
	writeParagraphs(start, [paragraph('')]);
	wire = new NoteWire(Y.encodeStateAsUpdate(start));
	ana = new HeadlessEditor(1, wire);
	ben = new HeadlessEditor(2, wire);
	for (const letter of ANA) ana.type(letter);
	give(ana, ben);
});

function give(from: HeadlessEditor, to: HeadlessEditor): void {
	from.send();
	to.receive();
}

/** Paragraph by paragraph who wrote which words. */
function authors(): string[][] {
	const log = wire.log.map(({ from, update }) => ({
		personId: from === ana ? 'Ana' : from === ben ? 'Ben' : null,
		at: new Date(),
		bytes: update
	}));
	return readAuthors(wire.doc, log).map((runs) =>
		runs.map(({ text, personId }) => `${personId}: ${text}`)
	);
}

const removeAll: Command = (state, dispatch) => {
	dispatch?.(state.tr.setSelection(new AllSelection(state.doc)).deleteSelection());
	return true;
};

test('a break in what somebody else wrote, and taking it back, leaves the words theirs', () => {
	ben.select(8);
	ben.type('again ');
	give(ben, ana);
	ana.receive();
	ben.select(3);
	ben.run(splitParagraph);
	give(ben, ana);
	expect(authors()).toEqual([['Ana: We '], ['Ana: meet ', 'Ben: again ', `Ana: ${ANA.slice(8)}`]]);
	ben.select(4);
	ben.run(joinBackward);
	give(ben, ana);
	expect(authors()).toEqual([['Ana: We meet ', 'Ben: again ', `Ana: ${ANA.slice(8)}`]]);
});

test('who takes everything away and brings it back has written nothing of it', () => {
	ben.run(removeAll);
	give(ben, ana);
	expect(authors().flat()).toEqual([]);
	ben.undo();
	give(ben, ana);
	expect(authors()).toEqual([[`Ana: ${ANA}`]]);
});

test('what is restored keeps its authors', () => {
	const before = Y.encodeStateAsUpdate(wire.doc);
	ben.run(removeAll);
	ben.type('Nothing.');
	give(ben, ana);
	const wanted = new Y.Doc();
	Y.applyUpdate(wanted, before);
	const edited = new Y.Doc();
	Y.applyUpdate(edited, Y.encodeStateAsUpdate(wire.doc));
	const known = Y.encodeStateVector(edited);
	restoreNotes(edited, wanted);
	wire.take(ben, Y.encodeStateAsUpdate(edited, known));
	expect(authors()).toEqual([[`Ana: ${ANA}`]]);
});

test('what one types over the words of another is one’s own', () => {
	ben.select(0, 2);
	ben.run((state, dispatch) => {
		dispatch?.(state.tr.insertText('Oxo'));
		return true;
	});
	give(ben, ana);
	expect(authors().flat().join('|')).toMatch(/^Ben: Oxo\|Ana: /);
});
