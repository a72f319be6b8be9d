import * as Y from 'yjs';
import type { Deletes } from './note-deletes.ts';
import type { Burials } from './note-burials.ts';
import { isNoteMark } from './note-grammar.ts';

export type Marks = Record<string, unknown>;

/** Signs in a row that one client typed, or a name or moment, in a shared node that went. */
export interface Piece {
	client: number;
	clock: number;
	/** The sign before it, with which it may have been put back already. */
	after: string | null;
	/** Its place in the words around it. */
	offset: number;
	content: string | Atom;
	marks: Marks;
}
export interface Atom {
	name: string;
	attributes: Record<string, unknown>;
}
/** The words as the other side knew them, and what stood at which place of them unseen. */
export interface Segment {
	rest: string;
	pieces: Piece[];
}
/** What is to be put back of one node; `home` tells where it stood, null when nobody knows. */
export interface Orphans {
	home: NoteType | null;
	segments: Segment[];
}

export type NoteType = Y.XmlElement | Y.XmlText;
/** Whether a sign of a node that goes was unseen by whoever took it away. */
export type Unseen = (client: number, clock: number) => boolean;
export type Structs = ReadonlyArray<Y.Item | Y.GC | Y.Skip>;
/** An update as Yjs reads it. */
export interface DecodedUpdate {
	structs: Structs;
	deletes: Deletes;
}

export const ATOMS = ['mention', 'timecode'];

export function keyOf(client: number, clock: number): string {
	return `${client}:${clock}`;
}

export function isGone(type: NoteType): boolean {
	return Boolean(type._item?.deleted);
}

/**
 * What stands in shared nodes that an update takes away and does not name: whoever took them away
 * cannot have seen it. To be asked before the update is applied.
 */
export function readTaken(
	doc: Y.Doc,
	deletes: Deletes,
	isUnseen: Unseen,
	burials: Burials
): Orphans[] {
	const leaves = new Set<NoteType>();
	for (const type of typesTaken(doc, deletes)) collect(type, leaves);
	const homes = new Set([...leaves].map((leaf) => homeOf(leaf, (type) => isDoomed(type, deletes))));
	return [...homes].flatMap((home) => {
		const segments = leavesOf(home).map((leaf) => {
			if (leaf instanceof Y.XmlText) burials.bury(leaf);
			return readLeaf(leaf, (client, clock) => {
				return !deletes.has(client, clock) && isUnseen(client, clock);
			});
		});
		return segments.some(({ pieces }) => pieces.length) ? { home, segments } : [];
	});
}

function* typesTaken(doc: Y.Doc, deletes: Deletes): Generator<Y.AbstractType<unknown>> {
	for (const [client, ranges] of deletes.ranges()) {
		const known = Y.getState(doc.store, client);
		for (const { clock, len } of ranges) {
			const end = Math.min(clock + len, known);
			for (let at = clock; at < end;) {
				const item = Y.getItem(doc.store, Y.createID(client, at)) as Y.Item | Y.GC;
				at = item.id.clock + item.length;
				if (item instanceof Y.Item && !item.deleted && item.content instanceof Y.ContentType)
					yield item.content.type;
			}
		}
	}
}

/** Texts, people and moments anywhere below. */
export function collect(type: Y.AbstractType<unknown>, into: Set<NoteType>): void {
	if (type instanceof Y.XmlText) into.add(type);
	else if (type instanceof Y.XmlElement) {
		if (ATOMS.includes(type.nodeName)) into.add(type);
		for (const child of type.toArray()) collect(child as Y.AbstractType<unknown>, into);
	}
}

/** The paragraph that goes with what it holds, or the text itself where that stays. */
export function homeOf(leaf: NoteType, goes: (type: NoteType) => boolean): NoteType {
	const parent = leaf.parent;
	return parent instanceof Y.XmlElement && goes(parent) ? parent : leaf;
}

/** Whether it or something around it is among these. */
export function isDoomed(type: NoteType, deletes: Deletes): boolean {
	for (let item: Y.Item | null = type._item; item; item = (item.parent as NoteType)._item)
		if (deletes.has(item.id.client, item.id.clock)) return true;
	return false;
}

function leavesOf(home: NoteType): NoteType[] {
	const leaves = new Set<NoteType>();
	if (home instanceof Y.XmlText || ATOMS.includes(home.nodeName)) leaves.add(home);
	else
		for (const child of home.toArray())
			if (child instanceof Y.XmlText || ATOMS.includes((child as Y.XmlElement).nodeName))
				leaves.add(child as NoteType);
	return [...leaves];
}

function readLeaf(leaf: NoteType, isOrphan: Unseen): Segment {
	if (leaf instanceof Y.XmlText) {
		const collector = new Collector();
		for (let item = leaf._start; item; item = item.right) {
			if (item.deleted) continue;
			if (item.content instanceof Y.ContentFormat) collector.mark(item.content);
			if (!(item.content instanceof Y.ContentString)) continue;
			const { client, clock } = item.id;
			for (let at = 0; at < item.content.str.length; at++)
				collector.add(client, clock + at, item.content.str[at]!, isOrphan(client, clock + at));
		}
		return collector.segment;
	}
	const { id } = leaf._item!;
	if (!isOrphan(id.client, id.clock)) return { rest: '', pieces: [] };
	return aloneSegment(id, { name: leaf.nodeName, attributes: leaf.getAttributes() });
}

/** Gathers signs in order into the words known to all and the pieces between them. */
export class Collector {
	readonly segment: Segment = { rest: '', pieces: [] };
	#marks: Marks = {};
	#last: string | null = null;
	#open: (Piece & { content: string }) | null = null;

	mark({ key, value }: { key: string; value: unknown }): void {
		this.#marks = { ...this.#marks, [key]: value };
		if (value === null || !isNoteMark(key, value)) delete this.#marks[key];
		this.#open = null;
	}

	/** A sign that is neither: it only stands between. */
	pass(client: number, clock: number): void {
		this.#last = keyOf(client, clock);
		this.#open = null;
	}

	add(client: number, clock: number, sign: string, isOrphan: boolean): void {
		const { segment } = this;
		if (!isOrphan) {
			segment.rest += sign;
			return this.pass(client, clock);
		}
		if (this.#open?.client === client && this.#last === keyOf(client, clock - 1))
			this.#open.content += sign;
		else
			segment.pieces.push(
				(this.#open = {
					client,
					clock,
					after: this.#last,
					offset: segment.rest.length,
					content: sign,
					marks: this.#marks
				})
			);
		this.#last = keyOf(client, clock);
	}
}

/** A name or moment, which has no words around it. */
export function aloneSegment({ client, clock }: Y.ID, content: Atom): Segment {
	return { rest: '', pieces: [{ client, clock, after: null, offset: 0, content, marks: {} }] };
}
