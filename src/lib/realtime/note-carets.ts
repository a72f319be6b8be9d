import type * as Y from 'yjs';
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
	#isChanged = false;

	constructor(doc: Y.Doc, changed: () => void) {
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

	/** The own caret when it moved since the last call, else undefined. */
	take(): NoteCaret['cursor'] | undefined {
		if (!this.#isChanged) return undefined;
		this.#isChanged = false;
		const cursor = this.awareness.getLocalState()?.cursor as NoteCaret['cursor'] | undefined;
		return cursor ? (JSON.parse(JSON.stringify(cursor)) as NoteCaret['cursor']) : null;
	}

	/** The document writes under another client id from now on. */
	rename(clientId: number): void {
		this.awareness.states.delete(this.awareness.clientID);
		this.awareness.clientID = clientId;
		this.awareness.setLocalState(null);
	}

	/** After a new join the server knows no caret of ours. */
	repeat(): void {
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

interface Change {
	added: number[];
	updated: number[];
	removed: number[];
}
