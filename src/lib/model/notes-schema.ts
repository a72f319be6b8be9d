import { Mark, Node, getSchema, type Attributes } from '@tiptap/core';
import type { DOMOutputSpec } from '@tiptap/pm/model';
import StarterKit from '@tiptap/starter-kit';
import { isNoteAttribute, isSafeLink } from './note.ts';

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
			kind: attribute('kind', 'data-kind'),
			id: attribute('id', 'data-id'),
			organisationId: attribute('organisationId', 'data-organisation')
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
	Link
];

export const noteSchema = getSchema(noteExtensions);

function attribute(name: string, source: string) {
	const parseHTML = (element: HTMLElement) => {
		const value = element.getAttribute(source);
		return isNoteAttribute(name, value) ? value : null;
	};
	return { default: null, rendered: false, keepOnSplit: false, parseHTML };
}

function readBlock(element: HTMLElement): string | null {
	const level = /^H([1-6])$/.exec(element.tagName)?.[1];
	if (level) return Number(level) <= 3 ? 'heading-3' : 'heading-4';
	const block = element.getAttribute('data-block');
	return isNoteAttribute('block', block) ? block : null;
}

function readIndent(element: HTMLElement): number {
	const indent = Number(element.getAttribute('data-indent') ?? 0);
	return isNoteAttribute('indent', indent) ? indent : 0;
}
