import * as Y from 'yjs';
import {
	NOTES_ROOT,
	isNoteAttribute,
	isNoteMark,
	type NoteBlock,
	type NoteInline,
	type NoteKind,
	type NoteParagraph
} from './note.ts';

/**
 * Reads a shared document as paragraphs, without changing it.
 * @throws {Error} on a node, mark or attribute that notes do not know: dropping it would lose words
 */
export function readParagraphs(doc: Y.Doc): NoteParagraph[] {
	return doc.getXmlFragment(NOTES_ROOT).toArray().map(readParagraph);
}

function readParagraph(node: Y.XmlElement | Y.XmlText | Y.XmlHook): NoteParagraph {
	if (!(node instanceof Y.XmlElement) || node.nodeName !== 'paragraph')
		throw new Error(`unknown note block ${nameOf(node)}`);
	const attributes = node.getAttributes() as Record<string, unknown>;
	for (const [name, value] of Object.entries(attributes))
		if (!isNoteAttribute(name, value)) throw new Error(`unknown note attribute ${name}`);
	const kind = (attributes.kind as NoteKind | undefined) ?? null;
	return {
		block: (attributes.block as NoteBlock | undefined) ?? null,
		indent: (attributes.indent as number | undefined) ?? 0,
		kind,
		id: kind ? ((attributes.id as string | undefined) ?? null) : null,
		organisationId: (attributes.organisationId as string | undefined) ?? null,
		inline: node.toArray().flatMap(readInline)
	};
}

function readInline(node: Y.XmlElement | Y.XmlText | Y.XmlHook): NoteInline[] {
	if (node instanceof Y.XmlText) return (node.toDelta() as Run[]).map(readRun);
	if (node instanceof Y.XmlElement && node.nodeName === 'hardBreak') return ['break'];
	throw new Error(`unknown note node ${nameOf(node)}`);
}

/** Characters that no key makes and neither the database's JSON nor a PDF can hold. */
const UNPRINTABLE = /[\0-\u0008\u000b\u000c\u000e-\u001f]/g;

interface Run {
	insert: unknown;
	attributes?: Record<string, unknown>;
}

function readRun({ insert, attributes = {} }: Run): NoteInline {
	if (typeof insert !== 'string') throw new Error('unknown embedded note content');
	for (const [name, value] of Object.entries(attributes))
		if (!isNoteMark(name, value)) throw new Error(`unknown note mark ${name}`);
	const link = attributes.link as { href: string } | null | undefined;
	return {
		text: insert.replace(UNPRINTABLE, ''),
		bold: Boolean(attributes.bold),
		italic: Boolean(attributes.italic),
		href: link?.href ?? null
	};
}

function nameOf(node: unknown): string {
	return node instanceof Y.XmlElement ? node.nodeName : String((node as object).constructor.name);
}
