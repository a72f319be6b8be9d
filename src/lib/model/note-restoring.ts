import { diffArrays } from 'diff';
import type * as Y from 'yjs';
import { NOTES_ROOT } from './note.ts';

type Block = Y.XmlElement | Y.XmlText;

/**
 * Makes the notes in `doc` read as those in `target` do, in one transaction. Blocks that read the
 * same stay the same objects, so that what others type in them meanwhile is kept.
 */
export function restoreNotes(doc: Y.Doc, target: Y.Doc): void {
	const root = doc.getXmlFragment(NOTES_ROOT);
	const wanted = target.getXmlFragment(NOTES_ROOT).toArray() as Block[];
	const present = root.toArray() as Block[];
	doc.transact(() => {
		let at = 0;
		let next = 0;
		for (const run of diffArrays(present.map(String), wanted.map(String))) {
			if (run.removed) root.delete(at, run.count);
			else {
				const blocks = wanted.slice(next, next + run.count);
				if (run.added)
					root.insert(
						at,
						blocks.map((block) => block.clone())
					);
				at += run.count;
				next += run.count;
			}
		}
	});
}
