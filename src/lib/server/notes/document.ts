import * as Y from 'yjs';
import { decodeUpdate } from '#lib/model/note-check.ts';
import { createNotesDoc, NoteKeeping, type Concern } from '#lib/model/note-keeping.ts';
import type { Returned } from '#lib/model/note-returning.ts';
import type { NoteRights } from '#lib/model/note-access.ts';
import type { NoteCaret } from '#lib/realtime/events.ts';
import type { LiveClient } from '../platform/socket.ts';
import { Broadcast } from './broadcast.ts';
import type { DocumentHead, LogEntry, StoredLog } from './log.rows.ts';
import type { PendingWrite } from './pending.ts';

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
	readonly doc = createNotesDoc();
	readonly members = new Map<string, Member>();
	/** Those who have it open on other processes, by Yjs client id. */
	readonly elsewhere = new Map<number, DistantMember>();
	readonly broadcast: Broadcast;
	/** Bytes of the stored state, about. */
	size = 0;
	/** All rows of the log up to this number are in `doc`. */
	seq: number;
	snapshotSeq: number;
	/** What waits for its commit, in order; the document stays in memory as long. */
	readonly pending: PendingWrite[] = [];
	usedAt = Date.now();
	/** Another one each time that the rights of those who have it open are asked for again. */
	policy = {};
	/** Whose a Yjs client id is, of those who wrote here since the last snapshot that was read. */
	readonly writers = new Map<number, string>();
	readonly #keeping = new NoteKeeping(this.doc);
	#change: Uint8Array | null = null;

	constructor(head: DocumentHead, log: StoredLog) {
		this.id = head.id;
		this.itemId = head.itemId;
		this.meetingId = head.meetingId;
		this.epoch = head.epoch;
		this.seq = log.seq;
		this.snapshotSeq = log.snapshotSeq;
		this.broadcast = new Broadcast(this);
		restore(this.doc, log);
		for (const [at, actorId] of (log.actors ?? []).entries())
			if (actorId) this.wrote(Y.parseUpdateMeta(log.updates[at]!).from.keys(), actorId);
		this.size = log.updates.reduce((sum, { length }) => sum + length, log.snapshot?.length ?? 0);
		this.doc.on('update', (update: Uint8Array) => (this.#change = update));
	}

	/** What the log knows it by. */
	get name(): { docId: string; epoch: number } {
		return { docId: this.id, epoch: this.epoch };
	}

	/**
	 * Applies an update that was checked before, and puts back what nobody meant to take away.
	 * `concern` limits what is put back here.
	 */
	apply(update: Uint8Array, decoded = decodeUpdate(update), concern?: Concern): Applied {
		const { store } = this.doc;
		let isWhole = true;
		let change = null as Uint8Array | null;
		const returned = this.#keeping.take(
			decoded,
			() => {
				this.#change = null;
				Y.applyUpdate(this.doc, update);
				change = this.#change;
				isWhole = !store.pendingStructs && !store.pendingDs;
				store.pendingStructs = null;
				store.pendingDs = null;
			},
			concern
		);
		for (const { length } of [change ?? [], ...returned.map(({ update }) => update)])
			this.size += length;
		return { change, isWhole, returned };
	}

	/**
	 * Applies a row that another process wrote. It had read all rows before; what clashes with what
	 * waits here, which comes later, is put back here.
	 */
	follow(row: Uint8Array, actorId: string | null): Applied {
		const decoded = decodeUpdate(row);
		if (actorId) this.wrote(new Set(decoded.structs.map(({ id }) => id.client)), actorId);
		for (const write of this.pending) write.precede(decoded.deletes);
		return this.apply(row, decoded, {
			isUnseen: (client, clock) => this.pending.some((write) => write.brings(client, clock)),
			isOurs: (gone) => gone !== null && this.pending.some((write) => write.takes(gone))
		});
	}

	/** These Yjs client ids are this person's. */
	wrote(clients: Iterable<number>, personId: string): void {
		for (const client of clients) if (!this.writers.has(client)) this.writers.set(client, personId);
	}

	/** The rows that what was put back becomes, each in the name of whoever wrote it first. */
	entriesOf(returned: Returned[]): LogEntry[] {
		return returned.map(({ client, update }) => ({
			...this.name,
			actorId: this.writers.get(client) ?? this.elsewhere.get(client)?.personId ?? null,
			bytes: update
		}));
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
		return this.members.size === 0 && this.pending.length === 0;
	}
}

/** Bytes that an update may hold beside what is new in it and still goes into the log as it came. */
const REPETITION = 256;

/**
 * What an update did: `change` is null when all of it was known; `isWhole` is false when a part of
 * it builds on something missing, which is dropped; `returned` is what was put back because of it.
 */
export interface Applied {
	change: Uint8Array | null;
	isWhole: boolean;
	returned: Returned[];
}

/** What goes into the log: the update as it came, unless most of it is a repetition. */
export function chooseEntry(update: Uint8Array, { change, isWhole }: Applied): Uint8Array {
	return !isWhole || update.length > 2 * change!.length + REPETITION ? change! : update;
}

/** Applies a stored snapshot and the updates after it. */
export function restore(doc: Y.Doc, { snapshot, updates }: StoredLog): void {
	doc.transact(() => {
		if (snapshot) Y.applyUpdate(doc, snapshot);
		for (const update of updates) Y.applyUpdate(doc, update);
	});
}
