import * as Y from 'yjs';
import { findName } from './name-erasure.ts';
import { NOTES_ROOT } from './note.ts';

/**
 * Replaces a name in the text of notes, and the label of whoever mentions the person, as an edit of
 * the document. The words keep the marks of the first letter they replace.
 * @returns how many places there were
 */
export function eraseName(
	doc: Y.Doc,
	person: { id: string; name: string },
	replacement: string
): number {
	let places = 0;
	doc.transact(() => {
		walk(doc.getXmlFragment(NOTES_ROOT));
	});
	return places;

	function walk(node: Y.XmlFragment | Y.XmlElement): void {
		if (node instanceof Y.XmlElement) eraseMention(node);
		for (const child of node.toArray()) {
			if (child instanceof Y.XmlText) eraseWords(child);
			else if (child instanceof Y.XmlElement) walk(child);
		}
	}

	function eraseMention(node: Y.XmlElement): void {
		if (!isMention(node, person.id)) return;
		if (node.getAttribute('label') === replacement) return;
		node.setAttribute('label', replacement);
		places++;
	}

	function eraseWords(text: Y.XmlText): void {
		const runs = text.toDelta() as Array<{
			insert: string | Y.XmlElement;
			attributes?: Record<string, unknown>;
		}>;
		// What stands in the text and is no text counts one place.
		const plain = runs
			.map(({ insert }) => (typeof insert === 'string' ? insert : '\uFFFC'))
			.join('');
		for (const { insert } of runs) if (insert instanceof Y.XmlElement) walk(insert);
		for (const { from, to } of findName(plain, person.name).reverse()) {
			const marks = findMarks(runs, from);
			text.delete(from, to - from);
			text.insert(from, replacement, marks ?? {});
			places++;
		}
	}
}

function findMarks(
	runs: Array<{ insert: unknown; attributes?: Record<string, unknown> }>,
	at: number
): Record<string, unknown> | undefined {
	let start = 0;
	for (const { insert, attributes } of runs) {
		start += typeof insert === 'string' ? insert.length : 1;
		if (at < start) return attributes;
	}
	return undefined;
}

/**
 * Whether a name was written in the notes at any time, or the person mentioned. The document must
 * have been loaded with `gc: false`, so that it still holds what was deleted.
 */
export function everHeld(doc: Y.Doc, person: { id: string; name: string }): boolean {
	for (const structs of doc.store.clients.values())
		for (const struct of structs) {
			if (!(struct instanceof Y.Item) || !(struct.content instanceof Y.ContentType)) continue;
			const { type } = struct.content;
			if (type instanceof Y.XmlElement && isMention(type, person.id)) return true;
			if (
				type instanceof Y.XmlText &&
				readEver(type).some((text) => findName(text, person.name).length > 0)
			)
				return true;
		}
	return false;
}

function isMention(node: Y.XmlElement, id: string): boolean {
	return node.nodeName === 'mention' && node.getAttribute('id') === id;
}

/**
 * What a text says, what was deleted from it, and both where they stood: what replaced words may
 * stand between them.
 */
function readEver(text: Y.XmlText): string[] {
	let [shown, deleted, all] = ['', '', ''];
	for (let item = text._start; item; item = item.right) {
		const { content } = item;
		const words = content instanceof Y.ContentString ? content.str : item.countable ? '\uFFFC' : '';
		all += words;
		if (item.deleted) deleted += words;
		else shown += words;
	}
	return [shown, deleted, all];
}
