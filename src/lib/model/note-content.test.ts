import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { prosemirrorToYXmlFragment } from '@tiptap/y-tiptap';
import { NOTE_BLOCKS, NOTE_KINDS, type NoteParagraph } from './note.ts';
import { renderHtml } from './note-html.ts';
import { readParagraphs } from './note-reading.ts';
import { renderMarkdown, renderText } from './note-text.ts';
import { paragraph, writeParagraphs } from './note-writing.ts';
import { noteSchema } from './notes-schema.ts';

const ID = '0198c0de-0000-7000-8000-000000000001';

function toDoc(content: object[]): Y.Doc {
	const doc = new Y.Doc();
	const root = noteSchema.nodeFromJSON({ type: 'doc', content });
	root.check();
	prosemirrorToYXmlFragment(root, doc.getXmlFragment('notes'));
	return doc;
}

/** One text for each mark, one paragraph for each block and kind: grows with the schema. */
function everything(): object[] {
	const examples: Record<string, object> = { link: { href: 'https://emvod.example/?a=1&b="2"' } };
	const marks = Object.keys(noteSchema.marks).map((type) => ({
		type: 'text',
		text: `mark ${type}`,
		marks: [{ type, attrs: examples[type] ?? {} }]
	}));
	const inline = Object.values(noteSchema.nodes)
		.filter((node) => node.isInline && !node.isText)
		.flatMap((node) => [{ type: node.name }, { type: 'text', text: `after ${node.name}` }]);
	const blocks = NOTE_BLOCKS.map((block) => ({ block, indent: 0 }));
	const kinds = NOTE_KINDS.map((kind) => ({ kind, id: ID, organisationId: ID }));
	return [
		{ type: 'paragraph', content: [...marks, ...inline] },
		...[...blocks, ...kinds].map((attrs) => ({
			type: 'paragraph',
			attrs,
			content: [{ type: 'text', text: `is ${Object.values(attrs)[0]}` }]
		}))
	];
}

test('every node and mark of the editor survives to HTML, text and Markdown', () => {
	const content = everything();
	const paragraphs = readParagraphs(toDoc(content));
	const forms = [renderHtml(paragraphs), renderText(paragraphs), renderMarkdown(paragraphs)];
	const words = JSON.stringify(content).match(/(?<="text":")[^"]+/g)!;
	expect(words.length).toBe(12);
	for (const form of forms)
		for (const word of words) expect(form.replaceAll('\\', '')).toContain(word);
	expect(forms[0]).toBe(
		'<p><strong>mark bold</strong><em>mark italic</em>' +
			'<a href="https://emvod.example/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer nofollow">' +
			'mark link</a><br>after hardBreak</p>' +
			'<h3>is heading-3</h3><h4>is heading-4</h4><ul><li>is bullet</li></ul>' +
			'<ol><li>is ordered</li></ol><blockquote><p>is quote</p></blockquote>' +
			`<p class="note-decision" data-id="${ID}">is decision</p>` +
			`<p class="note-action" data-id="${ID}">is action</p>` +
			`<p class="note-line" data-id="${ID}">is line</p>`
	);
});

test('the schema has only what the renderers know', () => {
	expect(Object.keys(noteSchema.nodes).sort()).toEqual(['doc', 'hardBreak', 'paragraph', 'text']);
	expect(Object.keys(noteSchema.marks).sort()).toEqual(['bold', 'italic', 'link']);
	expect(Object.keys(noteSchema.nodes.paragraph!.spec.attrs!).sort()).toEqual(
		['block', 'id', 'indent', 'kind', 'organisationId'].sort()
	);
});

test('what is written reads the same', () => {
	const written: NoteParagraph[] = [
		paragraph('Opening', { block: 'heading-3' }),
		paragraph('we agree', { kind: 'decision', id: ID }),
		{
			...paragraph(''),
			inline: ['break', { text: 'x', bold: true, italic: true, href: 'mailto:a@b.eu' }]
		},
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
	['node', (root: Y.XmlFragment) => root.push([new Y.XmlElement('table')])],
	['text at the root', (root: Y.XmlFragment) => root.push([new Y.XmlText('x')])]
])('an unknown %s is a fault, not silence', (_, make) => {
	const doc = new Y.Doc();
	make(doc.getXmlFragment('notes'));
	expect(() => readParagraphs(doc)).toThrow(/unknown/);
});
