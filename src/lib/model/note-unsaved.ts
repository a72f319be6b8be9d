import * as Y from 'yjs';
import { withoutDeletes } from './note-deletes.ts';

/**
 * All that a server with this state vector lacks, as one update. What its writer has not been told
 * is saved goes as it was typed: also what the server seems to have, which then compares the words;
 * and where another's deletion has taken it away here meanwhile, because the server puts such words
 * back, and could not if they came as deleted. Of what waits for something that others have yet to
 * send, only one's own goes, or two who wait for each other would both be refused.
 */
export function encodeLacking(
	doc: Y.Doc,
	stateVector: Uint8Array,
	unsaved: Uint8Array[]
): Uint8Array {
	const vector = Y.decodeStateVector(stateVector);
	const typed = unsaved.length ? Y.mergeUpdates(unsaved) : null;
	const own = typed ? readStretches(Y.diffUpdate(typed, stateVector)) : new Map<number, Stretch>();
	for (const [client, { from, to, isWhole }] of own)
		if (isWhole && from <= (vector.get(client) ?? 0)) vector.set(client, to);
	const { store } = doc;
	const { pendingStructs, pendingDs } = store;
	store.pendingStructs = store.pendingDs = null;
	const rest = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(vector));
	Object.assign(store, { pendingStructs, pendingDs });
	return typed ? Y.mergeUpdates([typed, withoutDeletes(rest, own)]) : rest;
}

/** What an update brings of a Yjs client: the clocks from and to (exclusive), and whether all between. */
interface Stretch {
	from: number;
	to: number;
	isWhole: boolean;
}

/** Answers may come out of order, so that something in the middle of what is unsaved is saved. */
function readStretches(update: Uint8Array): Map<number, Stretch> {
	const { from, to } = Y.parseUpdateMeta(update);
	const stretches = new Map<number, Stretch>();
	for (const [client, start] of from)
		stretches.set(client, { from: start, to: to.get(client)!, isWhole: true });
	for (const struct of Y.decodeUpdate(update).structs)
		if (struct instanceof Y.Skip) stretches.get(struct.id.client)!.isWhole = false;
	return stretches;
}
