import * as Y from 'yjs';
import type { NoteRights } from '#lib/model/note-access.ts';
import type { NoteCaret } from '#lib/realtime/events.ts';
import type { LiveClient } from '../platform/socket.ts';
import { Broadcast } from './broadcast.ts';
import type { DocumentHead, StoredLog } from './log.rows.ts';

/** Somebody who has the document open in an editor. */
export interface Member {
	client: LiveClient;
	/** The Yjs client id that this connection writes with. */
	clientId: number;
	rights: Promise<NoteRights>;
	checkedAt: number;
	canWrite: boolean;
	caret: NoteCaret | null;
}

/** Somebody who has the document open on another process. */
export interface DistantMember {
	process: string;
	personId: string;
	caret: NoteCaret | null;
}

/** One document in memory, with those who have it open. `members` is keyed by socket id. */
export class OpenDocument {
	readonly id: string;
	readonly itemId: string;
	readonly meetingId: string;
	readonly epoch: number;
	readonly doc = new Y.Doc();
	readonly members = new Map<string, Member>();
	/** Those who have it open on other processes, by Yjs client id. */
	readonly elsewhere = new Map<number, DistantMember>();
	readonly broadcast: Broadcast;
	/** Bytes of the stored state, about. */
	size = 0;
	/** All rows of the log up to this number are in `doc`. */
	seq: number;
	snapshotSeq: number;
	/** Updates that wait for their commit; the document stays in memory as long. */
	unsaved = 0;
	usedAt = Date.now();
	#emitted: Uint8Array[] = [];

	constructor(head: DocumentHead, log: StoredLog) {
		this.id = head.id;
		this.itemId = head.itemId;
		this.meetingId = head.meetingId;
		this.epoch = head.epoch;
		this.seq = log.seq;
		this.snapshotSeq = log.snapshotSeq;
		this.broadcast = new Broadcast(this);
		restore(this.doc, log);
		this.size = log.updates.reduce((sum, { length }) => sum + length, log.snapshot?.length ?? 0);
		this.doc.on('update', (update: Uint8Array) => this.#emitted.push(update));
	}

	/**
	 * Applies updates that were checked before.
	 * @returns what it changed, `null` when all of it was known; `isWhole` is false when a part of
	 * it builds on something missing, which is dropped; `tidied` is the part of the change that nobody
	 * asked for, which its sender does not have
	 */
	apply(...updates: Uint8Array[]): Applied {
		this.#emitted = [];
		this.doc.transact(() => updates.forEach((update) => Y.applyUpdate(this.doc, update)));
		const { store } = this.doc;
		const isWhole = !store.pendingStructs && !store.pendingDs;
		store.pendingStructs = null;
		store.pendingDs = null;
		// More than one: Yjs removes marks that became idle in a transaction of its own.
		const change = merge(this.#emitted);
		this.size += change?.length ?? 0;
		return { change, isWhole, tidied: merge(this.#emitted.slice(1)) };
	}

	/** Real size instead of the sum of what came in. */
	measure(): number {
		return (this.size = Y.encodeStateAsUpdate(this.doc).length);
	}

	/** Yjs client id and person of everybody who has it open, here or on another process. */
	*writersPresent(): Generator<[clientId: number, personId: string]> {
		for (const { clientId, client } of this.members.values())
			yield [clientId, client.actor.personId];
		for (const [clientId, { personId }] of this.elsewhere) yield [clientId, personId];
	}

	get isUnused(): boolean {
		return this.members.size === 0 && this.unsaved === 0;
	}
}

/** Bytes that an update may hold beside what is new in it and still goes into the log as it came. */
const REPETITION = 256;

export interface Applied {
	change: Uint8Array | null;
	isWhole: boolean;
	tidied: Uint8Array | null;
}

function merge(updates: Uint8Array[]): Uint8Array | null {
	return updates.length > 1 ? Y.mergeUpdates(updates) : (updates[0] ?? null);
}

/** What goes into the log: the update as it came, unless most of it is a repetition. */
export function chooseEntry(update: Uint8Array, { change, isWhole, tidied }: Applied): Uint8Array {
	if (!isWhole || update.length > 2 * change!.length + REPETITION) return change!;
	return tidied ? Y.mergeUpdates([update, tidied]) : update;
}

/** Applies a stored snapshot and the updates after it. */
export function restore(doc: Y.Doc, { snapshot, updates }: StoredLog): void {
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot);
		for (const update of updates) Y.applyUpdate(doc, update);
	});
}
