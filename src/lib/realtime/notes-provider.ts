import type { Socket } from 'socket.io-client';
import * as Y from 'yjs';
import { SCHEMA_VERSION, type NoteAction } from '#lib/model/note.ts';
import { createReplica } from '#lib/model/note-replica.ts';
import { encodeLacking } from '#lib/model/note-unsaved.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { ServerEvents } from './events.ts';
import type { KeptEdits } from './kept-edits.ts';
import { LocalUpdates } from './local-updates.ts';
import { NoteCarets } from './note-carets.ts';
import { NoteOutbox } from './note-outbox.ts';
import { NotePatience } from './note-patience.ts';
import { NoteSender } from './note-sender.ts';
import type { NotesRefusal, SaveState } from './note-status.ts';
import { NoteWire, type Upload } from './note-wire.ts';

export interface NotesSetup {
	socket: Socket;
	itemId: string;
	personId: string;
	kept: KeptEdits;
	upload: Upload;
	/** Called after each change of what this object says of itself. */
	changed(): void;
}

const GAP_PATIENCE = 500;

/**
 * Ties a Yjs document to the notes of one item: joins with state vectors in both directions after
 * each connection, pushes local edits, and knows which of them are saved.
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
	readonly #outbox: NoteOutbox;
	readonly #wire: NoteWire;
	readonly #local: LocalUpdates;
	readonly #sender: NoteSender;
	readonly #patience = new NotePatience();
	#isJoined = false;
	/** Answers that belong to an earlier connection count no more. */
	#visit = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#mend: ReturnType<typeof setTimeout> | undefined;
	#isClosing = false;
	#isDestroyed = false;

	constructor(setup: NotesSetup) {
		this.#setup = setup;
		this.#outbox = new NoteOutbox(setup.kept, setup.itemId, setup.personId);
		this.#wire = new NoteWire(setup.socket, setup.upload);
		this.carets = new NoteCarets(this.doc, () => this.#sender.schedule());
		this.#local = new LocalUpdates(this.doc, (update) => this.#add(update));
		this.#sender = new NoteSender({
			outbox: this.#outbox,
			wire: this.#wire,
			carets: this.carets,
			target: () => this.#target,
			answered: (reply, parts) => (reply.ok ? this.#settle(parts) : this.#cope(reply))
		});
		void this.#start();
	}

	get state(): SaveState {
		if (this.refusal) return 'refused';
		if (this.#isJoined) return this.hasUnsaved ? 'sending' : 'saved';
		return this.hasUnsaved && this.#outbox.hasFailed ? 'unsaved' : 'offline';
	}

	get hasUnsaved(): boolean {
		return !this.#outbox.isEmpty;
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
		return this.#outbox.part();
	}

	/** The writer has their text back: forget it. */
	async discard(): Promise<void> {
		await this.#outbox.clear();
		this.destroy();
	}

	destroy(): void {
		if (this.#isDestroyed) return;
		this.#isDestroyed = true;
		this.#visit++;
		clearTimeout(this.#retry);
		clearTimeout(this.#mend);
		this.#sender.stop();
		this.#wire.close(this.docId);
		this.carets.destroy();
		this.doc.destroy();
	}

	async #start(): Promise<void> {
		const visit = this.#visit;
		for (const edit of await this.#outbox.find()) {
			if (visit !== this.#visit) return;
			this.#outbox.restore(edit);
			this.#local.apply(edit.update);
		}
		if (visit !== this.#visit) return;
		if (this.#outbox.hasMore) return this.#refuse('epoch', 'These notes were replaced meanwhile.');
		this.#wire.onLine(
			() => void this.#join(),
			() => this.#leave()
		);
		this.#wire.listen('doc:update', (message) => this.#receive(message));
		this.#wire.listen('doc:policy', (message) => this.#obey(message));
		this.#wire.listen('doc:reset', ({ docId }) => {
			if (docId === this.docId) void this.#join();
		});
		if (this.#wire.isConnected) void this.#join();
	}

	#add(update: Uint8Array): void {
		this.#outbox.add(update, this.#isJoined);
		this.#setup.changed();
		this.#sender.schedule();
	}

	#leave(): void {
		this.#visit++;
		this.#isJoined = false;
		this.#sender.reset();
		if (this.hasUnsaved) this.#outbox.keep(false);
		this.#setup.changed();
	}

	async #join(): Promise<void> {
		if (this.refusal) return;
		clearTimeout(this.#retry);
		this.#leave();
		const visit = this.#visit;
		const reply = await this.#wire.send('doc:join', {
			itemId: this.#setup.itemId,
			epoch: this.#outbox.epoch,
			schemaVersion: SCHEMA_VERSION,
			clientId: this.doc.clientID,
			stateVector: toBase64(Y.encodeStateVector(this.doc))
		});
		if (visit !== this.#visit) return;
		if (!reply.ok) return this.#cope(reply);
		this.#outbox.epoch = reply.epoch;
		this.docId = reply.docId;
		this.canWrite = reply.canWrite;
		this.actions = reply.actions;
		// All that the server lacks, which includes everything unsaved: always both directions. Read
		// before what it sends, so that what others took away does not come back as taken away here.
		const unsaved = this.#outbox.pieces;
		const mine = encodeLacking(this.doc, fromBase64(reply.stateVector), unsaved);
		this.#outbox.takeQueue();
		this.#local.apply(fromBase64(reply.missing));
		this.carets.show(reply.carets, true);
		this.carets.repeat();
		this.#isJoined = true;
		this.hasJoined = true;
		if (unsaved.length || (reply.canWrite && mine.length > 2))
			void this.#sender.push(mine, unsaved);
		this.#sender.schedule();
		this.#setup.changed();
	}

	get #target() {
		if (!this.#isJoined || this.refusal || !this.docId) return null;
		return { docId: this.docId, epoch: this.#outbox.epoch!, canWrite: this.canWrite };
	}

	#settle(parts: Uint8Array[]): void {
		this.#patience.renew();
		this.#outbox.settle(parts);
		this.savedAt = new Date();
		this.#setup.changed();
		if (this.#isClosing && !this.hasUnsaved) this.destroy();
		else this.#sender.schedule();
	}

	#cope({ code, message }: { code: string; message: string }): void {
		// Two who are present may each hold words of the other that the server lost: it takes them from
		// nobody but their writer, so that each would be sent back because of the other for ever. Once
		// refused, everybody also sends what is their own by itself; the next join tells what came of it.
		if (code === 'rejoin' && this.docId)
			this.#wire.pushAlone({ docId: this.docId, epoch: this.#outbox.epoch! }, this.#outbox.pieces);
		if (code === 'client_taken') this.carets.rename(crypto.getRandomValues(new Uint32Array(1))[0]!);
		if (this.#patience.isOver(code)) return this.#refuse(code, message);
		this.#leave();
		this.#retry = setTimeout(() => {
			if (this.#wire.isConnected) void this.#join();
		}, this.#patience.next());
	}

	#refuse(code: string, message: string): void {
		this.refusal = { code, message, text: this.#outbox.readText() };
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
		this.#sender.schedule();
		this.#setup.changed();
	}
}
