import * as Y from 'yjs';
import type { Deletes } from './note-deletes.ts';
import type { Burials } from './note-burials.ts';
import { isNoteAttribute, isNoteMark } from './note-grammar.ts';

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
type Structs = ReadonlyArray<Y.Item | Y.GC | Y.Skip>;
/** An update as Yjs reads it. */
export interface DecodedUpdate {
	structs: Structs;
	deletes: Deletes;
}

const ATOMS = ['mention', 'timecode'];

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
function homeOf(leaf: NoteType, goes: (type: NoteType) => boolean): NoteType {
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
class Collector {
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

/**
 * What an update brought into shared nodes that were gone when it came. To be asked after it was
 * applied; `known` tells how far each client was known before.
 */
export function readLate(
	doc: Y.Doc,
	{ structs, deletes }: DecodedUpdate,
	known: Map<number, number>,
	burials: Burials
): Orphans[] {
	const late = structs.flatMap((struct) => findLate(doc, struct, known) ?? []);
	if (!late.length) return [];
	const news = new News(structs, deletes);
	const homes = new Map<NoteType, Set<NoteType>>();
	const atoms = new Map<NoteType, Atom>();
	const lost: Segment[] = [];
	for (const { struct, from, there } of late) {
		const atom = news.atom(struct);
		if (!(struct.content instanceof Y.ContentString) && !atom) continue;
		const parent = there instanceof Y.Item ? (there.parent as NoteType | null) : null;
		if (!parent) {
			const segment = news.lost(struct, from, atom);
			if (segment) lost.push(segment);
			continue;
		}
		if (!isGone(parent)) continue;
		let leaf = parent;
		if (atom) atoms.set((leaf = standIn(there as Y.Item)), atom);
		const home = homeOf(leaf, isGone);
		homes.set(home, (homes.get(home) ?? new Set()).add(leaf));
	}
	const found: Orphans[] = [...homes].flatMap(([home, leaves]) => {
		const segments = inOrder(home, leaves).map((leaf) =>
			leaf instanceof Y.XmlText
				? readLateText(leaf, news, known, burials)
				: aloneSegment(leaf._item!.id, atoms.get(leaf)!)
		);
		return segments.some(({ pieces }) => pieces.length) ? { home, segments } : [];
	});
	return lost.length ? [...found, { home: null, segments: lost }] : found;
}

/** An item of which something new is not there though it has been applied. */
function findLate(doc: Y.Doc, struct: Structs[number], known: Map<number, number>) {
	if (!(struct instanceof Y.Item)) return undefined;
	const { client, clock } = struct.id;
	const from = Math.max(clock, known.get(client) ?? 0);
	if (from >= Math.min(clock + struct.length, Y.getState(doc.store, client))) return undefined;
	const there = Y.getItem(doc.store, Y.createID(client, from)) as Y.Item | Y.GC;
	return there instanceof Y.Item && !there.deleted ? undefined : { struct, from, there };
}

/** A node that is gone altogether, for its place. */
function standIn(there: Y.Item): NoteType {
	const type = new Y.XmlElement();
	type._item = there;
	return type;
}

function aloneSegment({ client, clock }: Y.ID, content: Atom): Segment {
	return { rest: '', pieces: [{ client, clock, after: null, offset: 0, content, marks: {} }] };
}

function inOrder(home: NoteType, leaves: Set<NoteType>): NoteType[] {
	if (leaves.has(home)) return [home];
	const found: NoteType[] = [];
	for (let item = home._start; item; item = item.right) {
		found.push(...[...leaves].filter((one) => one._item === item));
	}
	return found;
}

function readLateText(
	text: Y.XmlText,
	news: News,
	known: Map<number, number>,
	burials: Burials
): Segment {
	const collector = new Collector();
	const buried = burials.find(text);
	for (let item = text._start; item; item = item.right) {
		const { client, clock } = item.id;
		for (let at = 0; at < item.length; at++) {
			const isNew = clock + at >= (known.get(client) ?? Infinity);
			const format = isNew ? news.format(client, clock + at) : buried?.format(client, clock + at);
			const sign = isNew ? news.sign(client, clock + at) : buried?.sign(client, clock + at);
			if (format) collector.mark(format);
			else if (sign !== undefined) collector.add(client, clock + at, sign, isNew);
			else collector.pass(client, clock + at);
		}
	}
	return collector.segment;
}

/** What an update brings and does not itself take away again. */
class News {
	readonly #structs = new Map<number, Y.Item[]>();
	readonly #deletes: Deletes;
	readonly #attributes = new Map<string, Record<string, unknown>>();

	constructor(structs: Structs, deletes: Deletes) {
		this.#deletes = deletes;
		for (const struct of structs) {
			if (!(struct instanceof Y.Item)) continue;
			const { client } = struct.id;
			const own = this.#structs.get(client);
			if (own) own.push(struct);
			else this.#structs.set(client, [struct]);
		}
	}

	sign(client: number, clock: number): string | undefined {
		const content = this.#find(client, clock);
		return content?.content instanceof Y.ContentString
			? content.content.str[clock - content.id.clock]
			: undefined;
	}

	format(client: number, clock: number): { key: string; value: unknown } | undefined {
		const content = this.#find(client, clock)?.content;
		return content instanceof Y.ContentFormat ? content : undefined;
	}

	/** Somebody named or a moment, with what the update says of it. */
	atom(struct: Y.Item): Atom | undefined {
		const type = struct.content instanceof Y.ContentType ? struct.content.type : null;
		if (!(type instanceof Y.XmlElement) || !ATOMS.includes(type.nodeName)) return undefined;
		const { client, clock } = struct.id;
		if (this.#deletes.has(client, clock)) return undefined;
		return { name: type.nodeName, attributes: this.#attributesOf(struct, type.nodeName) };
	}

	/** What lost even its place. */
	lost(struct: Y.Item, from: number, atom: Atom | undefined): Segment | undefined {
		const { client, clock } = struct.id;
		let content: string | Atom = atom ?? '';
		if (!atom)
			for (let at = from; at < clock + struct.length; at++) content += this.sign(client, at) ?? '';
		if (!content) return undefined;
		const after = struct.origin ? keyOf(struct.origin.client, struct.origin.clock) : null;
		return {
			rest: '',
			pieces: [{ client, clock: from, after, offset: 0, content, marks: {} }]
		};
	}

	#find(client: number, clock: number): Y.Item | undefined {
		if (this.#deletes.has(client, clock)) return undefined;
		const own = this.#structs.get(client) ?? [];
		let [low, high] = [0, own.length - 1];
		while (low <= high) {
			const middle = (low + high) >> 1;
			const struct = own[middle]!;
			if (clock < struct.id.clock) high = middle - 1;
			else if (clock >= struct.id.clock + struct.length) low = middle + 1;
			else return struct;
		}
		return undefined;
	}

	#attributesOf({ id }: Y.Item, name: string): Record<string, unknown> {
		if (!this.#attributes.size)
			for (const structs of this.#structs.values())
				for (const { parentSub, parent, content } of structs) {
					if (!parentSub || !(parent instanceof Y.ID) || !(content instanceof Y.ContentAny))
						continue;
					const key = keyOf(parent.client, parent.clock);
					const known = this.#attributes.get(key) ?? {};
					this.#attributes.set(key, { ...known, [parentSub]: content.arr[0] });
				}
		const all = this.#attributes.get(keyOf(id.client, id.clock)) ?? {};
		return Object.fromEntries(
			Object.entries(all).filter(([key, value]) => isNoteAttribute(name, key, value))
		);
	}
}
