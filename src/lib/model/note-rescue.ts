import * as Y from 'yjs';
import { Deletes } from './note-deletes.ts';

/**
 * The words that an update adds, one paragraph a line: what a writer gets back to copy when their
 * text cannot be taken. What the update itself deletes again is left out.
 */
export function readAddedText(update: Uint8Array): string {
	const decoded = Y.decodeUpdate(update);
	const deletes = Deletes.of(decoded);
	const lines: string[] = [];
	let line = '';
	for (const struct of decoded.structs) {
		if (!(struct instanceof Y.Item)) continue;
		const { content } = struct;
		if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) {
			lines.push(line);
			line = '';
		}
		if (content instanceof Y.ContentAny && struct.parentSub === 'label') line += content.arr[0];
		if (!(content instanceof Y.ContentString)) continue;
		for (let at = 0; at < content.str.length; at++)
			if (!deletes.has(struct.id.client, struct.id.clock + at)) line += content.str[at];
	}
	return [...lines, line].filter((text) => text.trim()).join('\n');
}
