import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { HeadlessEditor, NoteWire } from '../../../tests/support/headless-editor.ts';
import {
	indent,
	leaveBlockAtStart,
	splitParagraph,
	toggleBlock,
	toggleKind
} from './note-commands.ts';
import { readParagraphs } from './note-reading.ts';
import { moveToCell, stayInCell } from './note-cell-commands.ts';
import { removeRow } from './note-table-commands.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';
import type { NoteParagraph } from './note.ts';

/** A table of one row, with the cursor at the end of its first cell. */
function openCell(...first: NoteParagraph[]): HeadlessEditor {
	const seed = new Y.Doc();
	const rows = [[first, [paragraph('next')]]];
	writeParagraphs(seed, [paragraph('', { table: { header: false, rows } }), paragraph('after')]);
	const editor = new HeadlessEditor(7, new NoteWire(Y.encodeStateAsUpdate(seed)));
	editor.select(first.reduce((sum, { inline }) => sum + signs(inline) + 1, -1));
	return editor;
}
const signs = (inline: NoteParagraph['inline']) =>
	inline.reduce(
		(sum, run) => sum + (typeof run === 'object' && 'text' in run ? run.text.length : 1),
		0
	);
const cells = (editor: HeadlessEditor) => readParagraphs(editor.doc)[0]!.table!.rows;
const written = (editor: HeadlessEditor) =>
	cells(editor)[0]![0]!.map(({ block, indent: depth, inline }) => [
		block,
		depth,
		inline.map((run) => (typeof run === 'object' && 'text' in run ? run.text : '?')).join('')
	]);

test('Enter in a cell begins a paragraph there, and an entry after an entry', () => {
	const editor = openCell(paragraph('one'));
	editor.run(splitParagraph);
	editor.type('two');
	expect(editor.run(toggleBlock('bullet'))).toBe(true);
	editor.run(splitParagraph);
	editor.type('three');
	editor.run(indent(1));
	expect(written(editor)).toEqual([
		[null, 0, 'one'],
		['bullet', 0, 'two'],
		['bullet', 1, 'three']
	]);
	editor.run(splitParagraph);
	for (let n = 0; n < 2; n++) editor.run(splitParagraph); // out of both levels
	editor.type('four');
	expect(written(editor).at(-1)).toEqual([null, 0, 'four']);
	editor.state.doc.check();
});

test('a cell takes no heading, quote, decision or action', () => {
	const editor = openCell(paragraph('words'));
	for (const command of [
		toggleBlock('heading-3'),
		toggleBlock('quote'),
		toggleKind('decision'),
		toggleKind('action')
	])
		expect(editor.run(command)).toBe(false);
	expect(written(editor)).toEqual([[null, 0, 'words']]);
});

test('Tab goes from cell to cell also in a list, and begins a row after the last', () => {
	const editor = openCell(
		paragraph('one', { block: 'bullet' }),
		paragraph('two', { block: 'bullet' })
	);
	editor.run(moveToCell(1));
	editor.type('!');
	editor.run(moveToCell(-1));
	editor.type('?');
	expect(written(editor).map(([, , text]) => text)).toEqual(['one', 'two?']);
	expect(cells(editor)[0]![1]![0]!.inline).toMatchObject([{ text: 'next!' }]);
	editor.run(moveToCell(1));
	editor.run(moveToCell(1));
	editor.type('new row');
	expect(cells(editor)).toHaveLength(2);
	editor.run(removeRow);
	editor.type('here');
	expect(written(editor)[0]).toEqual(['bullet', 0, 'hereone']);
});

test('Backspace at the start of a cell makes an entry plain, then stays; Delete stays at its end', () => {
	const editor = openCell(paragraph('one', { block: 'bullet' }), paragraph('two'));
	editor.select(0);
	expect(editor.run(stayInCell('Backspace'))).toBe(false);
	expect(editor.run(leaveBlockAtStart)).toBe(true);
	expect(written(editor)[0]).toEqual([null, 0, 'one']);
	expect(editor.run(stayInCell('Backspace'))).toBe(true);
	editor.select(3); // the end of the first paragraph: what follows is in the cell
	expect(editor.run(stayInCell('Delete'))).toBe(false);
	editor.select(7);
	expect(editor.run(stayInCell('Delete'))).toBe(true);
});
