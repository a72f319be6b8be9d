import * as Y from 'yjs';
import { NOTES_ROOT } from './note.ts';

/**
 * Puts words that stand in cells themselves, as they did before version 3 of the schema, into a
 * paragraph there: an editor of now would take the cell for a fault and drop it.
 * @returns what it changed, null when there were none
 */
export function wrapCells(doc: Y.Doc): Uint8Array | null {
	let update: Uint8Array | null = null;
	const hear = (bytes: Uint8Array) => (update = bytes);
	doc.once('update', hear);
	doc.transact(() => {
		for (const cell of listCells(doc.getXmlFragment(NOTES_ROOT))) wrap(cell);
	});
	doc.off('update', hear);
	return update;
}

function listCells(node: Y.XmlElement | Y.XmlFragment): Y.XmlElement[] {
	return node.toArray().flatMap((child) => {
		if (!(child instanceof Y.XmlElement)) return [];
		if (child.nodeName === 'tableCell') return [child];
		return child.nodeName === 'table' || child.nodeName === 'tableRow' ? listCells(child) : [];
	});
}

function wrap(cell: Y.XmlElement): void {
	const children = cell.toArray() as Array<Y.XmlElement | Y.XmlText>;
	const isBlock = (child: unknown) =>
		child instanceof Y.XmlElement && child.nodeName === 'paragraph';
	if (children.length && children.every(isBlock)) return;
	const words = children.filter((child) => !isBlock(child));
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(
		0,
		words.map((child) => child.clone())
	);
	for (let at = children.length - 1; at >= 0; at--) if (!isBlock(children[at])) cell.delete(at);
	cell.insert(0, [paragraph]);
}
