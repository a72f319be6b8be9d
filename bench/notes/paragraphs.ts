import type * as Yjs from 'yjs';
import { NOTES_ROOT } from '#lib/model/note.ts';

/** Appends paragraphs in the shape of our notes with any copy of Yjs, in one transaction. */
export function addParagraphs(
	{ Y }: { Y: typeof Yjs },
	doc: Yjs.Doc,
	texts: string[],
	name = 'paragraph'
): void {
	doc.transact(() => {
		const elements = texts.map((content) => {
			const element = new Y.XmlElement(name);
			const text = new Y.XmlText();
			text.insert(0, content);
			element.insert(0, [text]);
			return element;
		});
		doc.getXmlFragment(NOTES_ROOT).push(elements);
	});
}
