import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { getDocumentProxy } from 'unpdf';
import { beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { checkUpdate } from '#lib/model/note-check.ts';
import { renderHtml } from '#lib/model/note-html.ts';
import { renderMarkdown } from '#lib/model/note-markdown.ts';
import type { NotePrinting } from '#lib/model/note-printing.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import { renderText } from '#lib/model/note-text.ts';
import { DEEPEST_INDENT, MENTION_KINDS, NOTE_BLOCKS, NOTE_KINDS } from '#lib/model/note.ts';
import { noteSchema } from '#lib/model/notes-schema.ts';
import { readPage, type Marked } from '../../../../tests/support/pdf.ts';
import { sampleContent, sampleImprint, sampleItem } from '../../../../tests/support/report.ts';
import { unzip } from '../../../../tests/support/zip.ts';
import { describeReport } from './document.ts';
import { writeDocx } from './docx.ts';
import { writeMarkdown } from './markdown.ts';
import { splitHtml, readText } from './passages.ts';
import { writePdf } from './pdf.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';

/**
 * Every value worth trying of every attribute of every node and mark. The test fails when the schema
 * has one that is not here, so whoever adds to the schema comes by and proves the outputs.
 */
const VALUES: Record<string, Record<string, unknown[]>> = {
	doc: {},
	text: {},
	hardBreak: {},
	paragraph: {
		block: [null, ...NOTE_BLOCKS],
		indent: [0, DEEPEST_INDENT],
		kind: [null, ...NOTE_KINDS],
		id: [ID],
		organisationId: [null, ID]
	},
	table: { header: [true, false] },
	tableRow: {},
	tableCell: { column: ['c1', 'c2'] },
	mention: { kind: [...MENTION_KINDS], id: [ID], label: ['label that is never printed'] },
	timecode: { film: [null, ID], seconds: [724] },
	bold: {},
	italic: {},
	link: { href: ['https://emvod.example/a?b=1&c=%222%22'] }
};

/** What stands in each output for a node or mark, besides its words: the form survives too. */
const FORMS: Record<string, { html: string; markdown: string; docx: string; pdf?: string }> = {
	doc: { html: '<p>', markdown: '', docx: '<w:body>' },
	text: { html: 'word1', markdown: 'word1', docx: '<w:t' },
	hardBreak: { html: '<br>', markdown: '  \n', docx: '<w:br/>' },
	paragraph: { html: '<p', markdown: '', docx: '<w:p>', pdf: 'P' },
	table: { html: '<table>', markdown: '| --- |', docx: '<w:tbl>', pdf: 'Table' },
	tableRow: { html: '<tr>', markdown: '|\n|', docx: '<w:tr>', pdf: 'TR' },
	tableCell: { html: '<th scope="col">', markdown: ' | ', docx: '<w:tblHeader/>', pdf: 'TH' },
	mention: { html: 'class="note-mention"', markdown: 'Name of', docx: 'Name of' },
	timecode: { html: '?t=724">12:04</a>', markdown: '?t=724', docx: '12:04', pdf: 'Link' },
	bold: { html: '<strong>', markdown: '**mark bold**', docx: '<w:b/>' },
	italic: { html: '<em>', markdown: '_mark italic_', docx: '<w:i/>' },
	link: { html: '<a href=', markdown: '](<https:', docx: '<w:hyperlink', pdf: 'Link' }
};

const how: NotePrinting = {
	organisation: () => 'Organisation of the line',
	mention: (kind) => `Name of a ${kind}`,
	moment: ({ film, seconds }) =>
		film ? { text: '12:04', href: `/library/a-film?t=${seconds}` } : { text: '10:12' }
};

type Json = { type: string; attrs?: object; content?: Json[]; text?: string; marks?: object[] };
let words = 0;
/** One word: what a page or line end parts would not be found again. */
const word = (about: string): Json => ({ type: 'text', text: ` word${++words}${about} ` });

/** All combinations of the values of a node's attributes, each attribute once with each value. */
function variants(name: string): Array<Record<string, unknown>> {
	const attributes = Object.entries(VALUES[name]!);
	const first = Object.fromEntries(attributes.map(([key, values]) => [key, values[0]]));
	const others = attributes.flatMap(([key, values]) =>
		values.slice(1).map((value) => ({ ...first, [key]: value }))
	);
	return [first, ...others];
}

/** Inline nodes and marks, each with words around it. */
function inline(about: string): Json[] {
	const nodes = Object.values(noteSchema.nodes).filter((node) => node.isInline && !node.isText);
	const marks = Object.keys(noteSchema.marks);
	return [
		...marks.flatMap((type) =>
			variants(type).map((attrs) => ({
				type: 'text',
				text: `mark ${type}`,
				marks: [{ type, attrs }]
			}))
		),
		...nodes.flatMap(({ name }) =>
			variants(name).flatMap((attrs) => [word(about), { type: name, attrs }, word(about)])
		)
	];
}

/** A cell holds plain paragraphs and lists; of anything else in it the words are kept. */
function inCell(): Json[] {
	const blocks = [null, 'bullet', 'ordered', 'heading-3'];
	const [first, ...others] = blocks.map((block) => ({ type: 'paragraph', attrs: { block } }));
	return [
		{ ...first!, content: inline('first') },
		...others.map((paragraph) => ({ ...paragraph, content: [word('more')] }))
	];
}

/** A document that has each block of the schema in each variant, and in each all that is inline. */
function everything(): Json {
	const blocks = Object.values(noteSchema.nodes).filter(({ spec }) => spec.group === 'block');
	const build = (name: string): Json[] =>
		variants(name).map((attrs) => {
			const type = noteSchema.nodes[name]!;
			if (type.inlineContent) return { type: name, attrs, content: inline(name) };
			const child = Object.keys(noteSchema.nodes).find((one) =>
				new RegExp(`\\b${one}\\b`).test(type.spec.content ?? '')
			)!;
			if (name === 'tableCell') return { type: name, attrs, content: inCell() };
			const content = build(child);
			return { type: name, attrs, content: [...content, ...build(child)] };
		});
	return { type: 'doc', content: blocks.flatMap(({ name }) => build(name)) };
}

const source = everything();
const doc = new Y.Doc();
const root = noteSchema.nodeFromJSON(source);
root.check();
prosemirrorToYXmlFragment(root, doc.getXmlFragment('notes'));
const paragraphs = readParagraphs(doc);
const html = renderHtml(paragraphs, how);
const blocks = splitHtml(html).map((block, n) => ({
	id: `b${n}`,
	n,
	html: block,
	text: readText(block),
	visibility: 'public' as const
}));
const content = sampleContent(0, { items: [sampleItem(0, { blocks })] });
const parts = describeReport(content, sampleImprint);

interface Tag {
	role?: string;
	children?: Tag[];
}
const output = {
	html,
	text: '',
	notesMarkdown: '',
	markdown: '',
	docx: '',
	pdf: '',
	tags: '',
	standard: ''
};

beforeAll(async () => {
	output.text = `${renderText(paragraphs, how)}\n`;
	output.notesMarkdown = renderMarkdown(paragraphs, how);
	output.markdown = writeMarkdown(parts);
	output.docx = unzip(await writeDocx(parts, content, sampleImprint), 'word/document.xml');
	const pdf = await getDocumentProxy(new Uint8Array(await writePdf(parts, content, sampleImprint)));
	const roles = new Set<string>();
	const walk = (tag: Tag) => {
		if (tag.role) roles.add(tag.role);
		tag.children?.forEach(walk);
	};
	for (let n = 1; n <= pdf.numPages; n++) {
		const page = await pdf.getPage(n);
		const { items } = await page.getTextContent({ includeMarkedContent: true });
		output.pdf += readPage(items as Marked[]).content;
		walk((await page.getStructTree()) as Tag);
	}
	output.tags = [...roles].join(' ');
	output.standard = (await pdf.getMetadata()).metadata?.getRaw() ?? '';
});

/** Only signs that mean a word: formats break lines and escape where they like. */
const bare = (text: string) => text.replace(/<[^>]*>|[\s\\*_|]|&nbsp;/g, '');

test('the contract knows every node, mark and attribute of the schema', () => {
	const names = [...Object.keys(noteSchema.nodes), ...Object.keys(noteSchema.marks)];
	expect(Object.keys(VALUES).sort()).toEqual(names.sort());
	expect(Object.keys(FORMS).sort()).toEqual(names.sort());
	for (const name of names) {
		const { spec } = noteSchema.nodes[name] ?? noteSchema.marks[name]!;
		expect(Object.keys(VALUES[name]!).sort(), name).toEqual(Object.keys(spec.attrs ?? {}).sort());
	}
});

test('what the editor can make is accepted from a client', () => {
	const server = new Y.Doc();
	server.getXmlFragment('notes');
	const update = Y.encodeStateAsUpdate(doc);
	expect(checkUpdate(update, server).size).toBe(1);
	Y.applyUpdate(server, update);
	expect(readParagraphs(server)).toEqual(paragraphs);
});

describe.each(['html', 'text', 'notesMarkdown', 'markdown', 'docx', 'pdf'] as const)(
	'%s',
	(form) => {
		test('holds every word', () => {
			const all = JSON.stringify(source).match(/(?<="text":")[^"]+/g)!;
			expect(all.length).toBeGreaterThan(200);
			const found = bare(output[form]);
			expect(all.filter((one) => !found.includes(bare(one)))).toEqual([]);
			for (const name of ['Name of a person', 'Name of an organisation', '12:04', '10:12'])
				expect(found).toContain(bare(name.replace('an org', 'a org')));
			expect(found).not.toContain(bare('never printed'));
		});
	}
);

test('the PDF keeps to PDF/UA-1 with all of it', () => {
	expect(output.standard).toMatch(/<pdfuaid:part>1</);
});

test.each(Object.entries(FORMS))('%s keeps its form in HTML, Markdown, DOCX and PDF', (_, form) => {
	expect(output.html).toContain(form.html);
	expect(output.markdown).toContain(form.markdown);
	expect(output.docx).toContain(form.docx);
	if (form.pdf) expect(output.tags.split(' ')).toContain(form.pdf);
});

test.each([
	['heading-3', '<h3>', '#### ', 'Heading4', 'H4'],
	['heading-4', '<h4>', '##### ', 'Heading5', 'H5'],
	['bullet', '<ul><li>', '\n- ', '<w:numPr>', 'L'],
	['ordered', '<ol><li>', '\n1. ', '<w:numPr>', 'LI'],
	['quote', '<blockquote>', '\n> ', '<w:pStyle w:val="Quote"/>', 'BlockQuote']
])('the block %s is one in every output', (block, inHtml, inMarkdown, inDocx, inPdf) => {
	expect(NOTE_BLOCKS).toContain(block);
	expect(output.html).toContain(inHtml);
	expect(output.markdown).toContain(inMarkdown);
	expect(output.docx).toContain(inDocx);
	expect(output.tags.split(' ')).toContain(inPdf);
});

test.each([
	['plain', /<td><p>/, /\| \*\*mark/, '<w:tc>'],
	['bullet', /<td>(?:(?!<\/td>).)*<ul><li>/s, /<br>– +word/, '<w:numPr>'],
	['ordered', /<td>(?:(?!<\/td>).)*<ol><li>/s, /<br>1\. +word/, '<w:numPr>']
])('a %s paragraph in a cell is one in every output', (_, inHtml, inMarkdown, inDocx) => {
	expect(inHtml.test(output.html)).toBe(true);
	expect(inMarkdown.test(output.markdown)).toBe(true);
	expect(inMarkdown.test(output.notesMarkdown)).toBe(true);
	const cells = output.docx.match(/<w:tc>.*?<\/w:tc>/gs)!;
	expect(cells.some((cell) => cell.includes(inDocx))).toBe(true);
});
