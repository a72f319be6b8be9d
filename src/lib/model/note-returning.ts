import * as Y from 'yjs';
import type { Burials } from './note-burials.ts';
import { NOTES_ROOT } from './note.ts';
import { collect, isGone, keyOf, type NoteType, type Orphans, type Piece } from './note-orphans.ts';

/** An edit that puts something back, and the Yjs client that wrote it first. */
export interface Returned {
	client: number;
	update: Uint8Array;
}

/** How far from the old place the same words are looked for, in paragraphs. */
const NEAR = 3;
/** Signs on one side of a place by which it is found again where not all words around it stayed. */
const CONTEXT = { least: 4, most: 24 };

interface Spot {
	text: Y.XmlText;
	at: number;
}
interface Place {
	container: Y.XmlElement | Y.XmlFragment;
	index: number;
}

/**
 * Puts words back: where the words around them went elsewhere, there; else at the end of what is
 * left of their paragraph, else as a paragraph of their own where it stood.
 */
export function putBack(doc: Y.Doc, orphans: Orphans[], burials: Burials): Returned[] {
	const returning = new Returning(doc, burials);
	for (const one of orphans) returning.take(one);
	return returning.returned;
}

class Returning {
	readonly returned: Returned[] = [];
	readonly #doc: Y.Doc;
	readonly #burials: Burials;

	constructor(doc: Y.Doc, burials: Burials) {
		this.#doc = doc;
		this.#burials = burials;
	}

	take({ home, segments }: Orphans): void {
		const place = home ? placeOf(home) : this.#end();
		const left: Piece[] = [];
		for (const { rest, pieces } of segments) {
			const twin = pieces.length ? findWords(place, rest) : undefined;
			let shift = 0;
			for (const piece of pieces) {
				const { content, offset } = piece;
				const spot =
					typeof content === 'string' &&
					(this.#beside(piece) ??
						(twin && { text: twin.text, at: twin.at + offset + shift }) ??
						findBetween(place, rest, offset));
				if (!spot) left.push(piece);
				else {
					this.#insert(spot, piece);
					if (spot.text === twin?.text) shift += content.length;
				}
			}
		}
		if (left.length) this.#settle(place, left);
	}

	/** Right behind the sign that it was typed behind, where that was put back before. */
	#beside({ after }: Piece): Spot | undefined {
		const heir = this.#burials.heirOf(after);
		const item = heir && (Y.getItem(this.#doc.store, heir) as Y.Item | Y.GC);
		if (!(item instanceof Y.Item) || item.deleted || !(item.parent instanceof Y.XmlText))
			return undefined;
		return { text: item.parent, at: countBefore(item) + heir!.clock - item.id.clock + 1 };
	}

	#settle(place: Place, pieces: Piece[]): void {
		const { container, index } = place;
		const name = container instanceof Y.XmlElement ? container.nodeName : '';
		if (name === 'paragraph') return pieces.forEach((piece) => this.#append(container, piece));
		const paragraph = new Y.XmlElement('paragraph');
		this.#step(pieces[0]!.client, () =>
			container.insert(Math.min(index, container.length), [paragraph])
		);
		for (const piece of pieces) this.#append(paragraph, piece);
	}

	#append(container: Y.XmlElement | Y.XmlFragment, piece: Piece): void {
		const { content } = piece;
		if (typeof content !== 'string')
			return this.#step(piece.client, () => {
				const element = new Y.XmlElement(content.name);
				for (const [key, value] of Object.entries(content.attributes))
					element.setAttribute(key, value as string);
				container.push([element]);
			});
		const last = container.length ? container.get(container.length - 1) : null;
		if (last instanceof Y.XmlText) return this.#insert({ text: last, at: last.length }, piece);
		const text = new Y.XmlText();
		this.#step(piece.client, () => container.push([text]));
		this.#insert({ text, at: 0 }, piece);
	}

	#insert({ text, at }: Spot, { client, clock, content, marks }: Piece): void {
		const words = content as string;
		this.#step(client, () => text.insert(at, words, marks));
		const first = idAt(text, at);
		for (let n = 0; first && n < words.length; n++)
			this.#burials.inherit(keyOf(client, clock + n), Y.createID(first.client, first.clock + n));
	}

	#step(client: number, act: () => void): void {
		const hear = (update: Uint8Array) => this.returned.push({ client, update });
		this.#doc.once('update', hear);
		this.#doc.transact(act);
		this.#doc.off('update', hear);
	}

	#end(): Place {
		const root = this.#doc.getXmlFragment(NOTES_ROOT);
		return { container: root, index: root.length };
	}
}

/** Where a node that is gone stood in what is still there; beside a table that lost a part. */
function placeOf(home: NoteType): Place {
	let item = home._item!;
	let container = item.parent as Y.XmlElement;
	while (isGone(container)) {
		item = container._item!;
		container = item.parent as Y.XmlElement;
	}
	let index = countBefore(item);
	while (container.nodeName === 'table' || container.nodeName === 'tableRow') {
		index = countBefore(container._item!) + 1;
		container = container.parent as Y.XmlElement;
	}
	return { container, index };
}

function countBefore(item: Y.Item): number {
	let count = 0;
	for (let left = item.left; left; left = left.left)
		if (!left.deleted && left.countable) count += left.length;
	return count;
}

function idAt(text: Y.XmlText, index: number): Y.ID | undefined {
	let left = index;
	for (let item = text._start; item; item = item.right) {
		if (item.deleted || !item.countable) continue;
		if (left < item.length) return Y.createID(item.id.client, item.id.clock + left);
		left -= item.length;
	}
	return undefined;
}

/** The same words near the old place. */
function findWords({ container, index }: Place, words: string): Spot | undefined {
	if (!words) return undefined;
	const texts = new Set<NoteType>();
	const near = container.toArray().slice(Math.max(0, index - NEAR), index + NEAR + 1);
	for (const child of near) collect(child as Y.AbstractType<unknown>, texts);
	for (const text of texts) {
		if (!(text instanceof Y.XmlText)) continue;
		const at = plain(text).indexOf(words);
		if (at >= 0) return { text, at };
	}
	return undefined;
}

/** Behind what stood before the place, or before what stood behind it. */
function findBetween(place: Place, words: string, offset: number): Spot | undefined {
	const before = words.slice(Math.max(0, offset - CONTEXT.most), offset);
	const behind = words.slice(offset, offset + CONTEXT.most);
	const found = before.length >= CONTEXT.least ? findWords(place, before) : undefined;
	if (found) return { text: found.text, at: found.at + before.length };
	return behind.length >= CONTEXT.least ? findWords(place, behind) : undefined;
}

function plain(text: Y.XmlText): string {
	return (text.toDelta() as Array<{ insert: unknown }>)
		.map(({ insert }) => (typeof insert === 'string' ? insert : '\ufffc'))
		.join('');
}
