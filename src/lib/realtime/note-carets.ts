import * as Y from 'yjs';
import { Awareness } from 'y-protocols/awareness';
import type { NoteCaret } from './events.ts';

/** How many colours carets have; the class is `caret-0` and so on. */
const COLOURS = 6;

/**
 * Who writes where. Only somebody with the editor focused publishes a caret; names come from the
 * server, and so does the news that somebody left.
 */
export class NoteCarets {
	readonly awareness: Awareness;
	readonly #doc: Y.Doc;
	#isChanged = false;
	/** What the server was told last, and whether by a message that cannot be dropped. */
	#told = 'null';
	#isSure = true;

	constructor(doc: Y.Doc, changed: () => void) {
		this.#doc = doc;
		this.awareness = new Awareness(doc);
		this.awareness.setLocalState(null);
		this.awareness.on('update', (change: Change, origin: unknown) => {
			if (origin === this) return;
			const all = [...change.added, ...change.updated, ...change.removed];
			if (!all.includes(doc.clientID)) return;
			this.#isChanged = true;
			changed();
		});
	}

	/**
	 * The own caret when the server does not know it, else undefined. Typing does not move it.
	 * @param isSure whether it goes by a message that is not dropped on a slow line; one that may
	 * have been is told once more with the next text
	 */
	take(isSure: boolean): NoteCaret['cursor'] | undefined {
		if (!this.#isChanged && (this.#isSure || !isSure)) return undefined;
		this.#isChanged = false;
		const cursor = this.awareness.getLocalState()?.cursor as NoteCaret['cursor'] | undefined;
		const told = JSON.stringify(cursor ? this.#tie(cursor) : null);
		if (told === this.#told && (this.#isSure || !isSure)) return undefined;
		this.#told = told;
		this.#isSure = isSure;
		return JSON.parse(told) as NoteCaret['cursor'];
	}

	#tie({ anchor, head }: { anchor: unknown; head: unknown }): object {
		return { anchor: tieToNext(this.#doc, anchor), head: tieToNext(this.#doc, head) };
	}

	/** The document writes under another client id from now on. */
	rename(clientId: number): void {
		this.#doc.clientID = clientId;
		this.awareness.states.delete(this.awareness.clientID);
		this.awareness.clientID = clientId;
		this.awareness.setLocalState(null);
	}

	/** After a new join the server knows no caret of ours. */
	repeat(): void {
		this.#told = 'null';
		this.#isSure = true;
		this.#isChanged = this.awareness.getLocalState() !== null;
	}

	show(carets: NoteCaret[], areAll = false): void {
		const { awareness } = this;
		const change: Change = { added: [], updated: [], removed: [] };
		const own = awareness.clientID;
		const gone = areAll
			? [...awareness.states.keys()].filter((id) => !carets.some((one) => one.clientId === id))
			: [];
		for (const clientId of gone) carets = [...carets, { clientId, name: '', cursor: null }];
		for (const { clientId, name, cursor } of carets) {
			if (clientId === own) continue;
			const isKnown = awareness.states.has(clientId);
			if (cursor) {
				awareness.states.set(clientId, { cursor, user: { name, colour: clientId % COLOURS } });
				(isKnown ? change.updated : change.added).push(clientId);
			} else if (awareness.states.delete(clientId)) change.removed.push(clientId);
			// Never, because the server says who left; y-protocols forgets a caret after 30 s.
			if (!isKnown) awareness.meta.set(clientId, { clock: 0, lastUpdated: Infinity });
		}
		awareness.emit('change', [change, this]);
		awareness.emit('update', [change, this]);
	}

	destroy(): void {
		this.awareness.destroy();
	}
}

/**
 * The same place as a position tied to what stands behind it instead of before it: who types there
 * does not move it, so that nobody is sent a caret with each letter. At the start of a text the
 * editor wants it tied to the text itself.
 */
function tieToNext(doc: Y.Doc, position: unknown): unknown {
	const given = Y.createRelativePositionFromJSON(position);
	const place = Y.createAbsolutePositionFromRelativePosition(given, doc);
	if (!place?.index || !(place.type instanceof Y.XmlText)) return position;
	return Y.createRelativePositionFromTypeIndex(place.type, place.index);
}

interface Change {
	added: number[];
	updated: number[];
	removed: number[];
}
