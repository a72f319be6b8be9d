import * as Y from 'yjs';

/**
 * The words that an update adds, one paragraph a line: what a writer gets back to copy when their
 * text cannot be taken. What the update itself deletes again is left out.
 */
export function readAddedText(update: Uint8Array): string {
	const { structs, ds } = Y.decodeUpdate(update);
	const lines: string[] = [];
	let line = '';
	for (const struct of structs) {
		if (!(struct instanceof Y.Item)) continue;
		const { content } = struct;
		if (content instanceof Y.ContentType && content.type instanceof Y.XmlElement) {
			lines.push(line);
			line = '';
		}
		if (content instanceof Y.ContentAny && struct.parentSub === 'label') line += content.arr[0];
		if (!(content instanceof Y.ContentString)) continue;
		for (let at = 0; at < content.str.length; at++)
			if (!isDeleted(ds, struct.id.client, struct.id.clock + at)) line += content.str[at];
	}
	return [...lines, line].filter((text) => text.trim()).join('\n');
}

interface DecodedDeletes {
	clients: Map<number, Array<{ clock: number; len: number }>>;
}

function isDeleted(ds: DecodedDeletes, client: number, clock: number): boolean {
	return (ds.clients.get(client) ?? []).some(
		(range) => clock >= range.clock && clock < range.clock + range.len
	);
}
