import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { SCHEMA_VERSION, type NoteAction } from '#lib/model/note.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import { readAddedText } from '#lib/model/note-rescue.ts';
import { encodeLacking } from '#lib/model/note-unsaved.ts';
import { Allowance } from './allowance.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { ClientEvent, Input, Reply, ServerEvents } from './events.ts';
import type { KeptEdits } from './kept-edits.ts';
import { LocalUpdates } from './local-updates.ts';
import { NoteCarets } from './note-carets.ts';
import { NoteKeeper } from './note-keeper.ts';

/**
 * What a writer is told. `saved`: committed in the database. `offline`: kept on this device.
 * `unsaved`: not even that. `refused`: the server will not take it, see `refusal`.
 */
export type SaveState = 'saved' | 'sending' | 'offline' | 'unsaved' | 'refused';

/** Why the text was not taken, and the words that were not. */
export interface NotesRefusal {
	code: string;
	message: string;
	text: string;
}

export interface NotesSetup {
	socket: Socket;
	itemId: string;
	personId: string;
	kept: KeptEdits;
	/** Sends what is too large for a message. */
	upload(docId: string, epoch: number, update: Uint8Array): Promise<Reply<'doc:push'>>;
	/** Called after each change of what this object says of itself. */
	changed(): void;
}

const MOST_IN_FLIGHT = 8;
/** Pushes a second, below what the server takes; faster typing goes into fewer, larger ones. */
const PUSHES_PER_SECOND = 40;
const LARGEST_MESSAGE = 128 * 1024;
/** Unsaved pieces that are sent one by one; more go as one. */
const MOST_ALONE = 30;
const ANSWER_WITHIN = 10_000;
const GAP_PATIENCE = 500;
/** So often the server may say that something is missing before we believe that it is lost. */
const MOST_GAPS = 8;
/** Answers after which trying again is of no use. */
const FINAL = new Set([
	'read_only',
	'not_found',
	'epoch',
	'schema',
	'malformed',
	'notes_content',
	'too_large',
	'notes_full'
]);

/**
 * Ties a Yjs document to the notes of one item: joins with state vectors in both directions after
 * each connection, pushes local edits, and knows which of them are saved. One file over 250 lines:
 * joining, pushing and coping share the state of one connection, which is what can go wrong.
 */
export class NotesProvider {
	readonly doc = createReplica();
	readonly carets: NoteCarets;
	canWrite = false;
	hasJoined = false;
	savedAt: Date | null = null;
	refusal: NotesRefusal | null = null;
	actions: NoteAction[] = [];
	docId: string | null = null;
	readonly #setup: NotesSetup;
	readonly #keeper: NoteKeeper;
	readonly #local: LocalUpdates;
	readonly #stops: Array<() => void> = [];
	readonly #unsaved = new Set<Uint8Array>();
	#queue: Uint8Array[] = [];
	#epoch: number | undefined;
	#isJoined = false;
	#inFlight = 0;
	#isUploading = false;
	#isScheduled = false;
	#visit = 0;
	#pushes = 0;
	readonly #allowance = new Allowance(PUSHES_PER_SECOND);
	#tries = 0;
	#gaps = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#pause: ReturnType<typeof setTimeout> | undefined;
	#mend: ReturnType<typeof setTimeout> | undefined;
	#isClosing = false;
	#isDestroyed = false;

	constructor(setup: NotesSetup) {
		this.#setup = setup;
		const { itemId, personId } = setup;
		this.#keeper = new NoteKeeper(setup.kept, { itemId, personId });
		this.carets = new NoteCarets(this.doc, () => this.#schedule());
		this.#local = new LocalUpdates(this.doc, (update) => this.#add(update));
		void this.#start();
	}

	get state(): SaveState {
		if (this.refusal) return 'refused';
		if (this.#isJoined) return this.#unsaved.size ? 'sending' : 'saved';
		return this.#unsaved.size && this.#keeper.hasFailed ? 'unsaved' : 'offline';
	}

	get hasUnsaved(): boolean {
		return this.#unsaved.size > 0;
	}

	/** What y-tiptap and its caret extension expect of a provider. */
	get awareness() {
		return this.carets.awareness;
	}

	/** Ends as soon as everything is saved; what is not stays on this device. */
	close(): void {
		this.#isClosing = true;
		if (!this.hasUnsaved || this.refusal) this.destroy();
	}

	/** Takes back `close`; false when it has ended already. */
	reopen(): boolean {
		this.#isClosing = false;
		return !this.#isDestroyed && !this.refusal;
	}

	/** The page may never run again: what is not saved goes to the device now. */
	part(): Promise<void> {
		if (this.#unsaved.size) this.#keep(false);
		return this.#keeper.written;
	}

	/** The writer has their text back: forget it. */
	async discard(): Promise<void> {
		this.#unsaved.clear();
		await this.#keeper.forget();
		this.destroy();
	}

	destroy(): void {
		if (this.#isDestroyed) return;
		this.#isDestroyed = true;
		this.#visit++;
		clearTimeout(this.#retry);
		clearTimeout(this.#pause);
		clearTimeout(this.#mend);
		for (const stop of this.#stops.splice(0)) stop();
		const { socket } = this.#setup;
		if (this.docId && socket.connected) socket.emit('doc:leave', { docId: this.docId });
		this.carets.destroy();
		this.doc.destroy();
	}

	async #start(): Promise<void> {
		const visit = this.#visit;
		for (const { update, epoch } of await this.#keeper.take()) {
			if (visit !== this.#visit) return;
			this.#epoch = epoch;
			this.#unsaved.add(update);
			this.#local.apply(update);
		}
		if (visit !== this.#visit) return;
		if (this.#keeper.hasMore) return this.#refuse('epoch', 'These notes were replaced meanwhile.');
		this.#listen('connect', () => void this.#join());
		this.#listen('disconnect', () => this.#leave());
		this.#listen('doc:update', (message: ServerEvents['doc:update']) => this.#receive(message));
		this.#listen('doc:policy', (message: ServerEvents['doc:policy']) => this.#obey(message));
		this.#listen('doc:reset', ({ docId }: ServerEvents['doc:reset']) => {
			if (docId === this.docId) void this.#join();
		});
		if (this.#setup.socket.connected) void this.#join();
	}

	#listen(event: string, listener: (message: never) => void): void {
		const { socket } = this.#setup;
		socket.on(event, listener as (message: unknown) => void);
		this.#stops.push(() => socket.off(event, listener as (message: unknown) => void));
	}

	#add(update: Uint8Array): void {
		this.#unsaved.add(update);
		this.#queue.push(update);
		this.#keep();
		this.#setup.changed();
		this.#schedule();
	}

	#keep(isOnline = this.#isJoined): void {
		const read = () => ({ updates: [...this.#unsaved], epoch: this.#epoch ?? 0 });
		this.#keeper.keep(read, isOnline);
	}

	#leave(): void {
		this.#visit++;
		this.#isJoined = false;
		this.#inFlight = 0;
		if (this.#unsaved.size) this.#keep();
		this.#setup.changed();
	}

	async #join(): Promise<void> {
		if (this.refusal) return;
		clearTimeout(this.#retry);
		this.#leave();
		const visit = this.#visit;
		const reply = await this.#send('doc:join', {
			itemId: this.#setup.itemId,
			epoch: this.#epoch,
			schemaVersion: SCHEMA_VERSION,
			clientId: this.doc.clientID,
			stateVector: toBase64(Y.encodeStateVector(this.doc))
		});
		if (visit !== this.#visit) return;
		if (!reply.ok) return this.#cope(reply);
		this.#epoch = reply.epoch;
		this.docId = reply.docId;
		this.canWrite = reply.canWrite;
		this.actions = reply.actions;
		// All that the server lacks, which includes everything unsaved: always both directions. Read
		// before what it sends, so that what others took away does not come back as taken away here.
		const unsaved = [...this.#unsaved];
		const mine = encodeLacking(this.doc, fromBase64(reply.stateVector), unsaved);
		this.#queue = [];
		this.#local.apply(fromBase64(reply.missing));
		this.carets.show(reply.carets, true);
		this.carets.repeat();
		this.#isJoined = true;
		this.hasJoined = true;
		if (unsaved.length || (reply.canWrite && mine.length > 2)) void this.#push(mine, unsaved);
		this.#schedule();
		this.#setup.changed();
	}

	#schedule(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		queueMicrotask(() => {
			this.#isScheduled = false;
			this.#flush();
		});
	}

	#flush(): void {
		if (!this.#isJoined || this.refusal || this.#inFlight >= MOST_IN_FLIGHT || this.#isUploading)
			return;
		if (this.#queue.length && !this.#allowance.take()) {
			this.#pause ??= setTimeout(() => {
				this.#pause = undefined;
				this.#flush();
			}, 1000 / PUSHES_PER_SECOND);
			return;
		}
		const updates = this.#queue.splice(0);
		if (updates.length)
			return void this.#push(updates.length === 1 ? updates[0]! : Y.mergeUpdates(updates), updates);
		const caret = this.carets.take(false);
		if (caret !== undefined && this.canWrite && this.docId)
			this.#setup.socket.volatile.emit('doc:caret', { docId: this.docId, caret });
	}

	async #push(update: Uint8Array, parts: Uint8Array[]): Promise<void> {
		const visit = this.#visit;
		const docId = this.docId!;
		const epoch = this.#epoch!;
		this.#inFlight++;
		let reply: Reply<'doc:push'>;
		if (update.length > LARGEST_MESSAGE) {
			this.#isUploading = true; // what follows builds on it and must not overtake it
			reply = await this.#setup.upload(docId, epoch, update);
			this.#isUploading = false;
		} else {
			const message = { docId, epoch, n: ++this.#pushes, update: toBase64(update) };
			reply = await this.#send('doc:push', { ...message, caret: this.carets.take(true) });
		}
		if (visit !== this.#visit) return;
		this.#inFlight--;
		if (reply.ok) this.#settle(parts);
		else this.#cope(reply);
	}

	#settle(parts: Uint8Array[]): void {
		this.#tries = 0;
		this.#gaps = 0;
		for (const part of parts) this.#unsaved.delete(part);
		this.savedAt = new Date();
		if (!this.#unsaved.size) void this.#keeper.forget();
		this.#setup.changed();
		if (this.#isClosing && !this.#unsaved.size) this.destroy();
		else this.#schedule();
	}

	#cope({ code, message }: { code: string; message: string }): void {
		if (code === 'rejoin') {
			this.#gaps++;
			this.#bringOwn();
		}
		if (code === 'client_taken') this.carets.rename((this.doc.clientID = newClientId()));
		if (FINAL.has(code) || this.#gaps > MOST_GAPS) return this.#refuse(code, message);
		this.#leave();
		const wait = Math.min(4000, 100 * 2 ** this.#tries++) * (0.5 + Math.random() / 2);
		this.#retry = setTimeout(() => {
			if (this.#setup.socket.connected) void this.#join();
		}, wait);
	}

	/**
	 * Two who are present may each hold words of the other that the server lost: it takes them from
	 * nobody but their writer, so that each would be sent back because of the other for ever. Once
	 * refused, everybody also sends what is their own by itself; the next join tells what came of it.
	 */
	#bringOwn(): void {
		const { docId } = this;
		const own = [...this.#unsaved];
		const parts = own.length > MOST_ALONE ? [Y.mergeUpdates(own)] : own;
		for (const part of parts) {
			if (!docId || part.length > LARGEST_MESSAGE) continue;
			const message = { docId, epoch: this.#epoch!, n: ++this.#pushes, update: toBase64(part) };
			this.#setup.socket.emit('doc:push', message);
		}
	}

	#refuse(code: string, message: string): void {
		const updates = [...this.#unsaved];
		const text = updates.length ? readAddedText(Y.mergeUpdates(updates)) : '';
		this.refusal = { code, message, text };
		this.canWrite = false;
		this.#setup.changed();
	}

	#receive({ docId, update, carets }: ServerEvents['doc:update']): void {
		if (docId !== this.docId) return;
		if (update) this.#local.apply(fromBase64(update));
		if (this.#hasGap) this.#mend ??= setTimeout(() => this.#fill(), GAP_PATIENCE);
		if (carets) this.carets.show(carets);
	}

	/** What was received builds on something that was not: it comes in a moment, or never. */
	get #hasGap(): boolean {
		return this.doc.store.pendingStructs !== null || this.doc.store.pendingDs !== null;
	}

	#fill(): void {
		this.#mend = undefined;
		if (this.#isJoined && this.#hasGap) void this.#join();
	}

	#obey({ docId, canWrite }: ServerEvents['doc:policy']): void {
		if (docId !== this.docId) return;
		this.canWrite = canWrite;
		if (canWrite) this.carets.repeat(); // it was hidden with the right to write
		this.#schedule();
		this.#setup.changed();
	}

	async #send<E extends ClientEvent>(event: E, input: Input<E>): Promise<Reply<E>> {
		try {
			return (await this.#setup.socket
				.timeout(ANSWER_WITHIN)
				.emitWithAck(event, input)) as Reply<E>;
		} catch {
			return { ok: false, code: 'offline', message: 'No answer from the server.' };
		}
	}
}

function newClientId(): number {
	return crypto.getRandomValues(new Uint32Array(1))[0]!;
}
