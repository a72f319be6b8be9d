import type * as Y from 'yjs';
import { NOTES_ROOT } from '#lib/model/note.ts';

/** One edit of the only paragraph; `place` from 0 to 1. Does nothing where there is no text. */
export function editWords(
	doc: Y.Doc,
	kind: 'insert' | 'delete' | 'mark' | 'unmark',
	place: number,
	wanted: number
): void {
	const text = (doc.getXmlFragment(NOTES_ROOT).get(0) as Y.XmlElement | undefined)?.get(0) as
		Y.XmlText | undefined;
	if (!text) return;
	const at = Math.floor(place * text.length);
	const length = Math.min(wanted, text.length - at);
	if (kind === 'insert') text.insert(at, 'abcdef'.slice(0, wanted));
	else if (length === 0) return;
	else if (kind === 'delete') text.delete(at, length);
	else text.format(at, length, { bold: kind === 'mark' ? {} : null });
}
