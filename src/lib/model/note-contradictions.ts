import * as Y from 'yjs';
import type { DecodedUpdate } from './note-orphans.ts';

/** Yjs cuts pairs of surrogates where it splits words, and only on the replica that splits. */
const CUT = /[\ud800-\udfff\ufffd]/g;

/**
 * Whether `doc` has other words under the ids of this struct, up to `end`. Yjs would take them for
 * known: their writer would be told that they are saved. No two honest replicas differ so; it means
 * that somebody wrote in the name of this client. What was deleted since tells nothing.
 */
export function isContradicted(
	doc: Y.Doc,
	struct: DecodedUpdate['structs'][number],
	end: number
): boolean {
	if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentString)) return false;
	const { id, content } = struct;
	for (let at = id.clock; at < end;) {
		const known = Y.getItem(doc.store, Y.createID(id.client, at)) as Y.Item | Y.GC;
		const from = at - known.id.clock;
		const length = Math.min(known.length - from, end - at);
		if (known instanceof Y.Item && !known.deleted) {
			if (!(known.content instanceof Y.ContentString)) return true;
			const said = content.str.substring(at - id.clock, at - id.clock + length);
			if (
				known.content.str.substring(from, from + length).replace(CUT, '?') !==
				said.replace(CUT, '?')
			)
				return true;
		}
		at += length;
	}
	return false;
}
