import * as Y from 'yjs';
import { NOTES_ROOT, type NoteInline, type NoteParagraph } from './note.ts';

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
	element.push(toChildren(source.inline));
	return element;
}

function toChildren(inline: NoteInline[]): Array<Y.XmlElement | Y.XmlText> {
	const children: Array<Y.XmlElement | Y.XmlText> = [];
	let run: Y.XmlText | null = null;
	for (const part of inline) {
		if (part === 'break') {
			children.push(new Y.XmlElement('hardBreak'));
			run = null;
			continue;
		}
		if (!run) children.push((run = new Y.XmlText()));
		run.insert(run.length, part.text, {
			bold: part.bold ? {} : null,
			italic: part.italic ? {} : null,
			link: part.href ? { href: part.href } : null
		});
	}
	return children;
}
