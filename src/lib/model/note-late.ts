import * as Y from 'yjs';
import type { Burials } from './note-burials.ts';
import type { Deletes } from './note-deletes.ts';
import { isNoteAttribute } from './note-grammar.ts';
import {
	aloneSegment,
	ATOMS,
	Collector,
	homeOf,
	isGone,
	keyOf,
	type Atom,
	type DecodedUpdate,
	type NoteType,
	type Orphans,
	type Segment,
	type Structs
} from './note-orphans.ts';

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
					this.#attributes.set(key, { ...known, [parentSub]: content.arr.at(-1) });
				}
		const all = this.#attributes.get(keyOf(id.client, id.clock)) ?? {};
		return Object.fromEntries(
			Object.entries(all).filter(([key, value]) => isNoteAttribute(name, key, value))
		);
	}
}
