import * as Y from 'yjs';
import { isMention } from './note-printing.ts';
import {
	NOTES_ROOT,
	type NoteInline,
	type NoteParagraph,
	type NoteTable,
	type NoteText
} from './note.ts';

/** A paragraph of plain text; everything else as given. */
export function paragraph(text: string, rest: Partial<NoteParagraph> = {}): NoteParagraph {
	const inline: NoteInline[] = text ? [{ text, bold: false, italic: false, href: null }] : [];
	return { block: null, indent: 0, kind: null, id: null, organisationId: null, inline, ...rest };
}

/** Appends paragraphs to a shared document in one transaction. */
export function writeParagraphs(doc: Y.Doc, paragraphs: NoteParagraph[]): void {
	doc.transact(() => doc.getXmlFragment(NOTES_ROOT).push(paragraphs.map(toElement)));
}

function toElement(source: NoteParagraph): Y.XmlElement {
	if (source.table) return toTable(source.table);
	const element = new Y.XmlElement('paragraph');
	const set = element.setAttribute.bind(element) as (name: string, value: unknown) => void;
	if (source.block) set('block', source.block);
	set('indent', source.indent);
	if (source.kind) set('kind', source.kind);
	if (source.id) set('id', source.id);
	if (source.organisationId) set('organisationId', source.organisationId);
	element.insert(0, toChildren(source.inline));
	return element;
}

function toTable({ header, rows }: NoteTable): Y.XmlElement {
	const table = element('table', { header });
	table.insert(
		0,
		rows.map((cells) => {
			const row = element('tableRow', {});
			const made = cells.map((blocks, place) => {
				const cell = element('tableCell', { column: `c${place + 1}` });
				cell.insert(0, blocks.length ? blocks.map(toElement) : [toElement(paragraph(''))]);
				return cell;
			});
			row.insert(0, made);
			return row;
		})
	);
	return table;
}

function element(name: string, attributes: Record<string, unknown>): Y.XmlElement {
	const made = new Y.XmlElement(name);
	for (const [key, value] of Object.entries(attributes))
		if (value !== null) made.setAttribute(key, value as string);
	return made;
}

function toChildren(inline: NoteInline[]): Array<Y.XmlElement | Y.XmlText> {
	const children: Array<Y.XmlElement | Y.XmlText> = [];
	let runs: NoteText[] = [];
	const flush = () => {
		if (!runs.length) return;
		const text = new Y.XmlText();
		text.applyDelta(runs.map(toRun));
		children.push(text);
		runs = [];
	};
	for (const run of inline) {
		if (run !== 'break' && 'text' in run) {
			runs.push(run);
			continue;
		}
		flush();
		if (run === 'break') children.push(element('hardBreak', {}));
		else if (isMention(run))
			children.push(element('mention', { kind: run.mention, id: run.id, label: run.label }));
		else children.push(element('timecode', { ...run }));
	}
	flush();
	return children;
}

function toRun({ text, bold, italic, href }: NoteText) {
	const attributes: Record<string, object> = {};
	if (bold) attributes.bold = {};
	if (italic) attributes.italic = {};
	if (href) attributes.link = { href };
	return { insert: text, attributes };
}
