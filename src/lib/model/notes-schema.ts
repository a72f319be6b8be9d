import { Mark, Node, getSchema, type Attributes } from '@tiptap/core';
import type { DOMOutputSpec } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { isNoteAttribute } from './note-grammar.ts';
import { writeMoment } from './note-printing.ts';
import { isSafeLink } from './note.ts';

/** What the editor can make. No DOM is touched at import: tests and server read it as well. */
const Paragraph = Node.create({
	name: 'paragraph',
	priority: 1000,
	group: 'block',
	content: 'inline*',
	addAttributes(): Attributes {
		return {
			block: { default: null, rendered: false, parseHTML: readBlock },
			indent: { default: 0, rendered: false, parseHTML: readIndent },
			kind: attribute('paragraph', 'kind', 'data-kind'),
			id: attribute('paragraph', 'id', 'data-id'),
			organisationId: attribute('paragraph', 'organisationId', 'data-organisation')
		};
	},
	parseHTML: () => ['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((tag) => ({ tag })),
	renderHTML({ node }): DOMOutputSpec {
		const { block, indent, kind, id, organisationId } = node.attrs;
		const attributes: Record<string, string> = {};
		if (block) attributes['data-block'] = block;
		if (indent) attributes['data-indent'] = String(indent);
		if (kind) Object.assign(attributes, { 'data-kind': kind, class: `note-${kind}` });
		if (id) attributes['data-id'] = id;
		if (organisationId) attributes['data-organisation'] = organisationId;
		if (block === 'heading-3') return ['h3', attributes, 0];
		if (block === 'heading-4') return ['h4', attributes, 0];
		return ['p', attributes, 0];
	}
});

const Link = Mark.create({
	name: 'link',
	inclusive: false,
	addAttributes: () => ({ href: { default: null } }),
	parseHTML: () => [
		{
			tag: 'a[href]',
			getAttrs: (element) => (isSafeLink(element.getAttribute('href')) ? null : false)
		}
	],
	renderHTML: ({ HTMLAttributes }) => [
		'a',
		{ href: HTMLAttributes.href, rel: 'noopener noreferrer nofollow', target: '_blank' },
		0
	]
});

/** Made and taken away as a whole. */
const Table = Node.create({
	name: 'table',
	group: 'block',
	content: 'tableRow+',
	isolating: true,
	addAttributes: () => ({ header: { default: false, rendered: false, parseHTML: hasHeader } }),
	parseHTML: () => [{ tag: 'table' }],
	renderHTML: ({ node }): DOMOutputSpec => [
		'table',
		node.attrs.header ? { 'data-header': '' } : {},
		['tbody', 0]
	]
});

const TableRow = Node.create({
	name: 'tableRow',
	content: 'tableCell+',
	isolating: true,
	parseHTML: () => [{ tag: 'tr' }],
	renderHTML: (): DOMOutputSpec => ['tr', 0]
});

const TableCell = Node.create({
	name: 'tableCell',
	content: 'paragraph+',
	isolating: true,
	addAttributes: () => ({ column: attribute('tableCell', 'column', 'data-column') }),
	parseHTML: () => [{ tag: 'td' }, { tag: 'th' }],
	renderHTML: ({ node }): DOMOutputSpec => [
		'td',
		node.attrs.column ? { 'data-column': node.attrs.column } : {},
		0
	]
});

const Mention = Node.create({
	name: 'mention',
	group: 'inline',
	inline: true,
	atom: true,
	addAttributes: () => ({
		kind: attribute('mention', 'kind', 'data-mention'),
		id: attribute('mention', 'id', 'data-id'),
		label: attribute('mention', 'label', 'data-label')
	}),
	parseHTML: () => [{ tag: 'span[data-mention][data-id]' }],
	renderText: ({ node }) => String(node.attrs.label ?? ''),
	renderHTML: ({ node: { attrs } }): DOMOutputSpec => [
		'span',
		{
			class: 'note-mention',
			'data-mention': attrs.kind,
			'data-id': attrs.id,
			'data-label': attrs.label
		},
		`@${attrs.label ?? ''}`
	]
});

const Timecode = Node.create({
	name: 'timecode',
	group: 'inline',
	inline: true,
	atom: true,
	addAttributes: () => ({
		film: attribute('timecode', 'film', 'data-film'),
		seconds: { default: 0, rendered: false, parseHTML: readSeconds }
	}),
	parseHTML: () => [{ tag: 'span[data-seconds]' }],
	renderText: ({ node }) => writeMoment(node.attrs.seconds),
	renderHTML: ({ node: { attrs } }): DOMOutputSpec => [
		'span',
		{
			class: 'note-timecode',
			'data-seconds': String(attrs.seconds),
			...(attrs.film ? { 'data-film': attrs.film } : {})
		},
		writeMoment(attrs.seconds)
	]
});

export const noteExtensions = [
	StarterKit.configure({
		paragraph: false,
		heading: false,
		blockquote: false,
		bulletList: false,
		orderedList: false,
		listItem: false,
		listKeymap: false,
		code: false,
		codeBlock: false,
		strike: false,
		underline: false,
		horizontalRule: false,
		link: false,
		gapcursor: false,
		undoRedo: false,
		trailingNode: false
	}),
	Paragraph,
	Table,
	TableRow,
	TableCell,
	Mention,
	Timecode,
	Link
];

export const noteSchema = getSchema(noteExtensions);

function attribute(node: string, name: string, source: string) {
	const parseHTML = (element: HTMLElement) => {
		const value = element.getAttribute(source);
		return isNoteAttribute(node, name, value) ? value : null;
	};
	return { default: null, rendered: false, keepOnSplit: false, parseHTML };
}

function readBlock(element: HTMLElement): string | null {
	const level = /^H([1-6])$/.exec(element.tagName)?.[1];
	if (level) return Number(level) <= 3 ? 'heading-3' : 'heading-4';
	const block = element.getAttribute('data-block');
	return isNoteAttribute('paragraph', 'block', block) ? block : null;
}

function readIndent(element: HTMLElement): number {
	const indent = Number(element.getAttribute('data-indent') ?? 0);
	return isNoteAttribute('paragraph', 'indent', indent) ? indent : 0;
}

function readSeconds(element: HTMLElement): number {
	const seconds = Number(element.getAttribute('data-seconds'));
	return isNoteAttribute('timecode', 'seconds', seconds) ? seconds : 0;
}

function hasHeader(element: HTMLElement): boolean {
	return (
		element.hasAttribute('data-header') || element.querySelector('tr:first-child > th') !== null
	);
}
