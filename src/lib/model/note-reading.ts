import * as Y from 'yjs';
import { isNoteAttribute, isNoteMark } from './note-grammar.ts';
import { readTable } from './note-table.ts';
import {
	NOTES_ROOT,
	isList,
	type MentionKind,
	type NoteBlock,
	type NoteInline,
	type NoteKind,
	type NoteParagraph
} from './note.ts';

const PLAIN: NoteParagraph = {
	block: null,
	indent: 0,
	kind: null,
	id: null,
	organisationId: null,
	inline: []
};
type YNode = Y.XmlElement | Y.XmlText | Y.XmlHook;

/**
 * Reads a shared document as paragraphs and tables, without changing it.
 * @throws {Error} on a node, mark or attribute that notes do not know: dropping it would lose words
 */
export function readParagraphs(doc: Y.Doc): NoteParagraph[] {
	return doc
		.getXmlFragment(NOTES_ROOT)
		.toArray()
		.map((node) => (isNamed(node, 'table') ? readTableNode(node) : readParagraph(node)));
}

function readParagraph(node: YNode): NoteParagraph {
	const attributes = readAttributes(node, 'paragraph');
	const kind = (attributes.kind as NoteKind | undefined) ?? null;
	return {
		block: (attributes.block as NoteBlock | undefined) ?? null,
		indent: (attributes.indent as number | undefined) ?? 0,
		kind,
		id: kind ? ((attributes.id as string | undefined) ?? null) : null,
		organisationId: (attributes.organisationId as string | undefined) ?? null,
		inline: readWords(node)
	};
}

function readTableNode(node: Y.XmlElement): NoteParagraph {
	const { header } = readAttributes(node, 'table');
	const rows = node.toArray().map((row) => {
		readAttributes(row, 'tableRow');
		return (row as Y.XmlElement).toArray().map((cell) => {
			const { column } = readAttributes(cell, 'tableCell');
			return { column: (column as string | undefined) ?? null, blocks: readCell(cell) };
		});
	});
	const table = readTable(Boolean(header), rows);
	return { ...PLAIN, table };
}

/** Plain paragraphs and lists; before version 3 the words stood in the cell itself. */
function readCell(cell: YNode): NoteParagraph[] {
	const blocks: NoteParagraph[] = [];
	let words: NoteInline[] = [];
	const flush = () => {
		if (words.length) blocks.push({ ...PLAIN, inline: words });
		words = [];
	};
	for (const node of (cell as Y.XmlElement).toArray()) {
		if (!isNamed(node, 'paragraph')) {
			words.push(...readInline(node));
			continue;
		}
		flush();
		const { block, indent, inline } = readParagraph(node);
		blocks.push(isList(block) ? { ...PLAIN, block, indent, inline } : { ...PLAIN, inline });
	}
	flush();
	return blocks;
}

function readAttributes(node: YNode, name: string): Record<string, unknown> {
	if (!isNamed(node, name)) throw new Error(`unknown note block ${nameOf(node)}`);
	const attributes = node.getAttributes() as Record<string, unknown>;
	for (const [key, value] of Object.entries(attributes))
		if (!isNoteAttribute(name, key, value)) throw new Error(`unknown note attribute ${key}`);
	return attributes;
}

function isNamed(node: YNode, name: string): node is Y.XmlElement {
	return node instanceof Y.XmlElement && node.nodeName === name;
}

function readWords(node: YNode): NoteInline[] {
	return (node as Y.XmlElement).toArray().flatMap(readInline);
}

function readInline(node: YNode): NoteInline[] {
	if (node instanceof Y.XmlText) return (node.toDelta() as Run[]).map(readRun);
	if (isNamed(node, 'hardBreak')) return ['break'];
	if (isNamed(node, 'mention')) {
		const { kind = 'person', id = '', label = '' } = readAttributes(node, 'mention');
		return [{ mention: kind as MentionKind, id: String(id), label: String(label) }];
	}
	if (isNamed(node, 'timecode')) {
		const { film = null, seconds = 0 } = readAttributes(node, 'timecode');
		return [{ film: film as string | null, seconds: Number(seconds) }];
	}
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
