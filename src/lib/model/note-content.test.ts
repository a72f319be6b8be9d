import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type NoteParagraph } from './note.ts';
import { renderHtml } from './note-html.ts';
import { readParagraphs } from './note-reading.ts';
import { renderMarkdown } from './note-markdown.ts';
import { readTable } from './note-table.ts';
import { plainText, renderText } from './note-text.ts';
import { wrapCells } from './note-cells.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';
const cellOf = (text: string) => [paragraph(text)];

test('what is written reads the same', () => {
	const written: NoteParagraph[] = [
		paragraph('Opening', { block: 'heading-3' }),
		paragraph('we agree', { kind: 'decision', id: ID }),
		{
			...paragraph(''),
			inline: ['break', { text: 'x', bold: true, italic: true, href: 'mailto:a@b.eu' }]
		},
		{
			...paragraph(''),
			inline: [
				{ mention: 'person', id: ID, label: 'Ana' },
				{ film: ID, seconds: 3 },
				{ film: null, seconds: 4 }
			]
		},
		paragraph('', {
			table: {
				header: true,
				rows: [
					[cellOf('a'), []],
					[
						[{ ...paragraph(''), inline: ['break'] }],
						[
							paragraph('b'),
							paragraph('c', { block: 'ordered' }),
							paragraph('d', { block: 'bullet', indent: 1 })
						]
					]
				]
			}
		}),
		paragraph('')
	];
	const doc = new Y.Doc();
	writeParagraphs(doc, written);
	expect(readParagraphs(doc)).toEqual(written);
});

test('neighbouring entries are one list, deeper ones a list in it', () => {
	const entries: Array<[NoteParagraph['block'], number, string]> = [
		['bullet', 0, 'a'],
		['ordered', 1, 'b'],
		['ordered', 1, 'c'],
		['bullet', 0, 'd'],
		['ordered', 0, 'e']
	];
	const list = entries.map(([block, indent, text]) => paragraph(text, { block, indent }));
	expect(renderHtml(list)).toBe(
		'<ul><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ul><ol><li>e</li></ol>'
	);
	expect(renderMarkdown(list)).toBe('- a\n   1. b\n   2. c\n- d\n1. e');
});

test('words are never markup', () => {
	const source = [paragraph('<img src=x onerror=alert(1)> & "so" *on*')];
	expect(renderHtml(source)).toBe(
		'<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;so&quot; *on*</p>'
	);
	expect(renderMarkdown(source)).toContain('\\*on\\*');
	expect(renderMarkdown(source)).toContain('\\<img');
});

test('an organisation stands before its line', () => {
	const line = [paragraph('agrees', { kind: 'line', id: ID, organisationId: ID })];
	expect(renderHtml(line, { organisation: () => 'Lycée <A>' })).toContain(
		'<strong class="note-organisation">Lycée &lt;A&gt;</strong> agrees'
	);
});

test.each([
	['node', (root: Y.XmlFragment) => root.push([new Y.XmlElement('script')])],
	['row outside a table', (root: Y.XmlFragment) => root.push([new Y.XmlElement('tableRow')])],
	['text at the root', (root: Y.XmlFragment) => root.push([new Y.XmlText('x')])]
])('an unknown %s is a fault, not silence', (_, make) => {
	const doc = new Y.Doc();
	make(doc.getXmlFragment('notes'));
	expect(() => readParagraphs(doc)).toThrow(/unknown/);
});

test('rows that two people made at once stand under their columns', () => {
	const cell = (column: string | null, text: string) => ({ column, blocks: cellOf(text) });
	const rows = [
		[cell('a', '1'), cell('x', 'new'), cell('b', '2')],
		[cell('a', '3'), cell('b', '4')],
		[cell('a', '5'), cell('a', '6'), cell(null, 'lost')],
		[]
	];
	const table = readTable(false, rows);
	expect(plainText(paragraph('', { table })).split('\n')).toEqual([
		'1 | new | 2',
		'3 |  | 4',
		'5 6 | lost | '
	]);
});

test('a cell holds paragraphs and lists, in one line where there is only one', () => {
	const cell = [
		paragraph('first'),
		paragraph('one', { block: 'ordered' }),
		paragraph('two', { block: 'ordered' }),
		paragraph('deeper', { block: 'bullet', indent: 1 })
	];
	const source = [paragraph('', { table: { header: false, rows: [[cell, cellOf('b')]] } })];
	expect(renderHtml(source)).toContain(
		'<td><p>first</p><ol><li>one</li><li>two<ul><li>deeper</li></ul></li></ol></td><td>b</td>'
	);
	expect(renderText(source)).toBe('first 1. one 2. two – deeper | b');
	expect(renderMarkdown(source)).toContain('| first<br>1. one<br>2. two<br>&emsp;– deeper | b |');
});

test('words of version 2 stand in cells themselves: they are read, and put into paragraphs once', () => {
	const doc = new Y.Doc();
	const cells = ['tableCell', 'tableCell', 'tableCell'].map((name) => new Y.XmlElement(name));
	const row = new Y.XmlElement('tableRow');
	const table = new Y.XmlElement('table');
	doc.getXmlFragment('notes').push([table]);
	table.push([row]);
	row.push(cells);
	cells.forEach((cell, n) => cell.setAttribute('column', `c${n}`));
	const bold = new Y.XmlText();
	cells[0]!.push([new Y.XmlText('one'), new Y.XmlElement('hardBreak'), bold]);
	bold.insert(0, 'two', { bold: {} });
	const before = readParagraphs(doc);
	expect(renderHtml(before)).toContain('<td>one<br><strong>two</strong></td><td></td>');
	expect(wrapCells(doc)).not.toBe(null);
	expect(readParagraphs(doc)).toEqual(before);
	for (const cell of cells)
		expect(cell.toArray().map((child) => (child as Y.XmlElement).nodeName)).toEqual(['paragraph']);
	expect(wrapCells(doc)).toBe(null);
});

test('a name is printed as the output knows it, never as the writer called it', () => {
	const source = [
		{ ...paragraph(''), inline: [{ mention: 'person' as const, id: ID, label: 'Fake' }] }
	];
	const how = { mention: () => 'the <mayor>' };
	expect(renderHtml(source, how)).toBe(
		'<p><span class="note-mention">the &lt;mayor&gt;</span></p>'
	);
	for (const form of [renderText(source, how), renderMarkdown(source, how)])
		expect(form).not.toContain('Fake');
});
