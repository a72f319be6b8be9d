import * as Y from 'yjs';
import { writeMoment } from './note-printing.ts';
import { NOTES_ROOT } from './note.ts';

/** Origin of the transaction that puts words back; it is nothing to undo. */
export const PUT_BACK = 'notes put back';

/** One's own words in a shared text that goes, seen from outside of them. */
interface Orphans {
	/** The text as the other side knew it, and what stands at which place of it. */
	rest: string;
	pieces: Array<{ offset: number; text: string }>;
	/** From the container of the text up to the root, each with the place of what it held. */
	path: Array<{ container: Y.XmlElement | Y.XmlFragment; index: number }>;
}

/** How far from the old place the same words are looked for, in paragraphs. */
const NEAR = 3;

/**
 * Applies another's update. Joining or taking away paragraphs, and putting something into the middle
 * of words, replaces shared nodes; what this page's writer typed into them meanwhile, unseen by the
 * other, would go with them. It is put back at its place where the words around it went elsewhere,
 * else as a paragraph of its own. What the other had seen and took away stays away.
 */
export function applyKeeping(
	doc: Y.Doc,
	update: Uint8Array,
	origin: unknown,
	isUnseen: Unseen = (client) => client === doc.clientID
): void {
	const found = takesAway(update) ? findOrphans(doc, update, isUnseen) : [];
	Y.applyUpdate(doc, update, origin);
	if (found.length) doc.transact(() => found.forEach((one) => putBack(doc, one)), PUT_BACK);
}

/**
 * Whether an update deletes anything, told by its last byte: version 1 ends with the deletions, of
 * which the last number is a length, or with the 0 of their count. Saves reading most updates twice.
 */
function takesAway(update: Uint8Array): boolean {
	return update.at(-1) !== 0;
}

/** Whether a sign is one's own, so that the other cannot have seen it unless the update names it. */
type Unseen = (client: number, clock: number) => boolean;

/** Everything beyond a state vector: also what an earlier page of this device wrote and kept. */
export function lackedBy(stateVector: Uint8Array): Unseen {
	const known = Y.decodeStateVector(stateVector);
	return (client, clock) => clock >= (known.get(client) ?? 0);
}

interface Deletes {
	clients: Map<number, Array<{ clock: number; len: number }>>;
}

function findOrphans(doc: Y.Doc, update: Uint8Array, isUnseen: Unseen): Orphans[] {
	const deletes = Y.decodeUpdate(update).ds as Deletes;
	const texts = new Set<Y.XmlText | Y.XmlElement>();
	for (const [client, ranges] of deletes.clients) {
		const known = Y.getState(doc.store, client);
		for (const { clock, len } of ranges) {
			const end = Math.min(clock + len, known);
			for (let at = clock; at < end;) {
				const item = Y.getItem(doc.store, Y.createID(client, at)) as Y.Item | Y.GC;
				at = item.id.clock + item.length;
				if (item instanceof Y.Item && !item.deleted && item.content instanceof Y.ContentType)
					collect(item.content.type, texts);
			}
		}
	}
	return [...texts].flatMap((type) => readOrphans(type, deletes, isUnseen) ?? []);
}

/** Texts, people and moments anywhere below. */
function collect(type: Y.AbstractType<unknown>, into: Set<Y.XmlText | Y.XmlElement>): void {
	if (type instanceof Y.XmlText) into.add(type);
	else if (type instanceof Y.XmlElement) {
		if (type.nodeName === 'mention' || type.nodeName === 'timecode') into.add(type);
		for (const child of type.toArray()) collect(child as Y.AbstractType<unknown>, into);
	}
}

function readOrphans(
	type: Y.XmlText | Y.XmlElement,
	deletes: Deletes,
	isUnseen: Unseen
): Orphans | undefined {
	const pieces: Orphans['pieces'] = [];
	let rest = '';
	if (type instanceof Y.XmlElement) {
		const { client, clock } = type._item!.id;
		if (isUnseen(client, clock) && !isDeleted(deletes, client, clock))
			pieces.push({ offset: 0, text: nameOf(type) });
	} else {
		for (let item = type._start; item; item = item.right) {
			if (item.deleted || !(item.content instanceof Y.ContentString)) continue;
			const { client, clock } = item.id;
			let own = '';
			for (let at = 0; at < item.content.str.length; at++) {
				const sign = item.content.str[at]!;
				if (isUnseen(client, clock + at) && !isDeleted(deletes, client, clock + at)) own += sign;
				else {
					if (own) pieces.push({ offset: rest.length, text: own });
					own = '';
					rest += sign;
				}
			}
			if (own) pieces.push({ offset: rest.length, text: own });
		}
	}
	return pieces.length ? { rest, pieces, path: pathOf(type) } : undefined;
}

function nameOf(type: Y.XmlElement): string {
	const { label, seconds } = type.getAttributes() as { label?: string; seconds?: number };
	return type.nodeName === 'mention' ? (label ?? '') : writeMoment(seconds ?? 0);
}

function pathOf(type: Y.XmlText | Y.XmlElement): Orphans['path'] {
	const path: Orphans['path'] = [];
	let child: unknown = type;
	let container = type.parent as Y.XmlElement | Y.XmlFragment | null;
	while (container) {
		path.push({ container, index: container.toArray().indexOf(child as Y.XmlElement) });
		child = container;
		container = container.parent as Y.XmlElement | Y.XmlFragment | null;
	}
	return path;
}

function isDeleted(deletes: Deletes, client: number, clock: number): boolean {
	return (deletes.clients.get(client) ?? []).some(
		(range) => clock >= range.clock && clock < range.clock + range.len
	);
}

function putBack(doc: Y.Doc, { rest, pieces, path }: Orphans): void {
	const level = path.findIndex(({ container }) => !container._item?.deleted);
	const { container, index } = path[level]!;
	const twin = findTwin(container, index, rest);
	if (twin) {
		for (const { offset, text } of [...pieces].reverse()) twin.text.insert(twin.at + offset, text);
		return;
	}
	const words = pieces.map(({ text }) => text).join('');
	const name = container instanceof Y.XmlElement ? container.nodeName : '';
	if (name === 'paragraph' || name === 'tableCell') return append(container, words);
	const root = doc.getXmlFragment(NOTES_ROOT);
	// Beside the table that lost a row, or where the paragraph stood.
	const place = path.at(-1)!.index + (level === path.length - 1 ? 0 : 1);
	const paragraph = new Y.XmlElement('paragraph');
	paragraph.insert(0, [new Y.XmlText(words)]);
	root.insert(Math.min(place, root.length), [paragraph]);
}

/** The text near the old place that now holds the same words. */
function findTwin(
	container: Y.XmlElement | Y.XmlFragment,
	index: number,
	rest: string
): { text: Y.XmlText; at: number } | undefined {
	if (!rest) return undefined;
	const texts = new Set<Y.XmlText | Y.XmlElement>();
	const near = container.toArray().slice(Math.max(0, index - NEAR), index + NEAR + 1);
	for (const child of near) collect(child as Y.AbstractType<unknown>, texts);
	for (const text of texts) {
		if (!(text instanceof Y.XmlText)) continue;
		const at = plain(text).indexOf(rest);
		if (at >= 0) return { text, at };
	}
	return undefined;
}

function append(container: Y.XmlElement | Y.XmlFragment, words: string): void {
	const last = container.toArray().findLast((child) => child instanceof Y.XmlText);
	if (last) (last as Y.XmlText).insert((last as Y.XmlText).length, words);
	else container.push([new Y.XmlText(words)]);
}

function plain(text: Y.XmlText): string {
	return (text.toDelta() as Array<{ insert: unknown }>)
		.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
		.join('');
}
