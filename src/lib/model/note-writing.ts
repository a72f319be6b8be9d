import * as Y from 'yjs';
import { NOTES_ROOT, type NoteInline, type NoteParagraph, type NoteText } from './note.ts';

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

function toChildren(inline: NoteInline[]): Array<Y.XmlElement | Y.XmlText> {
	const children: Array<Y.XmlElement | Y.XmlText> = [];
	for (let at = 0; at < inline.length; at++) {
		if (inline[at] === 'break') {
			children.push(new Y.XmlElement('hardBreak'));
			continue;
		}
		const end = inline.findIndex((part, place) => place > at && part === 'break');
		const runs = inline.slice(at, end < 0 ? undefined : end) as NoteText[];
		const text = new Y.XmlText();
		text.applyDelta(runs.map(toRun));
		children.push(text);
		at += runs.length - 1;
	}
	return children;
}

function toRun({ text, bold, italic, href }: NoteText) {
	const attributes: Record<string, object> = {};
	if (bold) attributes.bold = {};
	if (italic) attributes.italic = {};
	if (href) attributes.link = { href };
	return { insert: text, attributes };
}
