import * as Y from 'yjs';
import { isContradicted } from './note-contradictions.ts';
import { Deletes } from './note-deletes.ts';
import {
	isNoteAttribute,
	isNoteChild,
	isNoteMark,
	isNoteNode,
	type NoteNodeName
} from './note-grammar.ts';
import type { DecodedUpdate } from './note-orphans.ts';
import { MOST_CELLS, NOTES_ROOT } from './note.ts';

/**
 * Why an update cannot be taken: unreadable, not part of the notes, built on what is missing, or other
 * words than are known under the same ids.
 */
export class NoteFault extends Error {
	readonly code: 'malformed' | 'not_allowed' | 'gap' | 'contradicted';

	constructor(code: NoteFault['code'], message: string) {
		super(message);
		this.name = 'NoteFault';
		this.code = code;
	}
}

const LONGEST_RUN = 10_000_000;
const LONGEST_CHAIN = 100_000;
type Struct = Y.Item | Y.GC | Y.Skip;
type Container = { inside: NoteNodeName | 'nothing' | 'gone'; owner: unknown; size: number };
type Place = Container & { attribute: string | null };
const GONE: Container = { inside: 'gone', owner: null, size: 0 };

/**
 * Checks a Yjs update (format v1) against the schema of notes before it touches `doc`: roots,
 * nodes and where they stand, attributes and their values, marks, addresses of links.
 * @returns the Yjs client ids of which the update brings something new
 * @throws {NoteFault}
 */
export function checkUpdate(update: Uint8Array | DecodedUpdate, doc: Y.Doc): Set<number> {
	const { structs } = update instanceof Uint8Array ? decodeUpdate(update) : update;
	const byClient = Map.groupBy(structs, (struct) => struct.id.client);
	const resolver = new Resolver(doc, byClient);
	const news = new Set<number>();
	for (const [client, own] of byClient) {
		const state = Y.getState(doc.store, client);
		if (own[0]!.id.clock > state) throw gap();
		for (const struct of own) {
			if (struct.length > LONGEST_RUN) throw new NoteFault('malformed', 'a run is too long');
			const end = struct.id.clock + struct.length;
			if (struct.id.clock < state && isContradicted(doc, struct, Math.min(end, state)))
				throw new NoteFault('contradicted', 'other words under known ids');
			if (end <= state) continue;
			if (struct.constructor === Y.Skip) throw gap();
			news.add(client);
			if (struct instanceof Y.Item) checkItem(struct, resolver);
		}
	}
	return news;
}

/** Reads a Yjs update (format v1). @throws {NoteFault} `malformed` */
export function decodeUpdate(update: Uint8Array): DecodedUpdate {
	try {
		const decoded = Y.decodeUpdate(update);
		return { structs: decoded.structs as Struct[], deletes: Deletes.of(decoded) };
	} catch {
		throw new NoteFault('malformed', 'not a Yjs update');
	}
}

function checkItem(item: Y.Item, resolver: Resolver): void {
	const place = resolver.placeOf(item);
	resolver.require(item.origin);
	resolver.require(item.rightOrigin);
	const { content } = item;
	if (place.inside === 'gone' || content instanceof Y.ContentDeleted) return;
	if (place.attribute !== null) return checkAttribute(content, place);
	if (content instanceof Y.ContentType) {
		checkNode(content.type, place);
		return resolver.count(place);
	}
	if (place.inside !== 'text') throw refuse(`content in ${place.inside}`);
	if (content instanceof Y.ContentString) return;
	if (!(content instanceof Y.ContentFormat)) throw refuse('embedded content');
	if (!isNoteMark(content.key, content.value)) throw refuse(`mark ${content.key}`);
}

/** Values that followed each other may come as one: Yjs joins them, and the last counts. */
function checkAttribute(content: Y.Item['content'], place: Place): void {
	const values =
		content instanceof Y.ContentAny || content instanceof Y.ContentJSON ? content.arr : [];
	const isAllowed =
		values.length > 0 &&
		values.every((value) => isNoteAttribute(place.inside, place.attribute!, value));
	if (!isAllowed) throw refuse(`attribute ${place.attribute}`);
}

function checkNode(type: unknown, { inside }: Place): void {
	const name = nameOf(type);
	const isAllowed = isNoteNode(inside) && isNoteChild(inside, name);
	if (!isAllowed) throw refuse(`${name} in ${inside}`);
}

/** Finds where an item stands, from what the document holds and what the update brings. */
class Resolver {
	readonly #doc: Y.Doc;
	readonly #byClient: Map<number, Struct[]>;
	readonly #places = new Map<Y.Item, Place>();
	readonly #added = new Map<unknown, number>();

	constructor(doc: Y.Doc, byClient: Map<number, Struct[]>) {
		this.#doc = doc;
		this.#byClient = byClient;
	}

	placeOf(item: Y.Item): Place {
		// Yjs leaves the parent out when a neighbour tells it; neighbours form a chain, not a tree.
		const chain: Y.Item[] = [];
		let current = item;
		let place = this.#places.get(current);
		while (!place && current.parent === null && chain.length < LONGEST_CHAIN) {
			chain.push(current);
			const neighbour = this.#find(current.origin ?? current.rightOrigin);
			if (!(neighbour instanceof Y.Item)) place = { ...GONE, attribute: null };
			else place = this.#places.get((current = neighbour));
		}
		place ??= { ...this.#inside(current.parent), attribute: current.parentSub };
		for (const passed of [...chain, current]) this.#places.set(passed, place);
		return place;
	}

	/** Counts rows and cells that the update adds to what is there. */
	count({ inside, owner, size }: Place): void {
		if (inside !== 'table' && inside !== 'tableRow') return;
		const added = (this.#added.get(owner) ?? 0) + 1;
		this.#added.set(owner, added);
		if (size + added > MOST_CELLS[inside]) throw refuse(`so large a ${inside}`);
	}

	require(id: Y.ID | null): void {
		if (id) this.#find(id);
	}

	#inside(parent: Y.Item['parent'] | string): Container {
		if (parent === null) return GONE;
		if (typeof parent === 'string') {
			if (parent === NOTES_ROOT) return { inside: 'root', owner: null, size: 0 };
			throw refuse(`root ${parent}`);
		}
		if (parent instanceof Y.ID) {
			const owner = this.#find(parent);
			if (!(owner instanceof Y.Item) || !(owner.content instanceof Y.ContentType)) return GONE;
			return container(owner.content.type);
		}
		if (parent === this.#doc.share.get(NOTES_ROOT)) return { inside: 'root', owner: null, size: 0 };
		return container(parent);
	}

	#find(id: Y.ID | null): Struct | null {
		if (!id) return null;
		if (id.clock < Y.getState(this.#doc.store, id.client))
			return Y.getItem(this.#doc.store, id) as Struct;
		const found = search(this.#byClient.get(id.client) ?? [], id.clock);
		if (!found) throw gap();
		return found;
	}
}

function search(sorted: Struct[], clock: number): Struct | undefined {
	let low = 0;
	let high = sorted.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const struct = sorted[middle]!;
		if (clock < struct.id.clock) high = middle - 1;
		else if (clock >= struct.id.clock + struct.length) low = middle + 1;
		else return struct;
	}
	return undefined;
}

function nameOf(type: unknown): string {
	if (type instanceof Y.XmlHook) return 'hook';
	if (type instanceof Y.XmlText) return 'text';
	return type instanceof Y.XmlElement ? type.nodeName : 'another type';
}

function container(type: Y.AbstractType<unknown>): Container {
	const name = nameOf(type);
	if (name === 'root' || !isNoteNode(name)) return { inside: 'nothing', owner: type, size: 0 };
	return { inside: name, owner: type, size: type._length };
}

function refuse(what: string): NoteFault {
	return new NoteFault('not_allowed', `notes cannot hold: ${what}`);
}

function gap(): NoteFault {
	return new NoteFault('gap', 'built on something that is not here');
}
