import { parseXml } from './xml.ts';

/** The words of the notes at the foot or at the end of a document, by their ids. */
export function readNotes(
	part: Uint8Array | undefined,
	kind: 'footnote' | 'endnote'
): Map<string, string> {
	const notes = new Map<string, string>();
	if (!part) return notes;
	let id = '';
	let isText = false;
	parseXml(part, {
		open: ({ name, attributes }) => {
			// The lines that part notes from the text are notes with a type.
			if (name === `w:${kind}`) id = attributes['w:type'] ? '' : (attributes['w:id'] ?? '');
			isText = name === 'w:t';
		},
		close: () => {
			isText = false;
		},
		text: (words) => {
			if (isText && id) notes.set(id, `${notes.get(id) ?? ''}${words}`.trimStart());
		}
	});
	return notes;
}
