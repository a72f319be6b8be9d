import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getHost } from '../platform/host.ts';
import { logFault } from '../platform/log.ts';
import { publishHere } from '../platform/socket.ts';
import { wrapCells } from '#lib/model/note-cells.ts';
import { CommitQueue, type LogWrite, type Outcome } from './commit.ts';
import { compactDocument } from './compaction.ts';
import { askWho } from './distant.ts';
import { OpenDocument } from './document.ts';
import { follow, tellWritten } from './following.ts';
import type { PendingWrite } from './pending.ts';
import { Turns } from './turns.ts';
import {
	appendUpdates,
	ensureDocument,
	findDocument,
	readLogs,
	type DocumentHead
} from './log.rows.ts';

const QUIET = 60_000;
const RETRY = 100;
const ROWS_PER_SNAPSHOT = 200;

/** The documents in memory: each is loaded once, and leaves after a quiet minute. */
export class Documents {
	readonly db: Db;
	readonly commits: CommitQueue;
	readonly following: ReturnType<typeof follow>;
	readonly #open = new Map<string, Promise<OpenDocument>>();
	readonly #ready = new Map<string, OpenDocument>();
	readonly #compacting = new Set<string>();
	/** Reading and writing the log take turns, so that it is known which of two rows is the later. */
	readonly #turns = new Turns();

	constructor(db: Db) {
		this.db = db;
		this.commits = new CommitQueue((writes) => this.#turns.take(() => this.#write(writes)));
		this.following = follow(this, (look) => this.#turns.take(look));
		setInterval(() => this.sweep(), QUIET / 4).unref();
	}

	/** The document of an agenda item. @throws {AppError} `not_found`, `closing` */
	async openItem(itemId: string): Promise<OpenDocument> {
		for (const document of this.#ready.values()) if (document.itemId === itemId) return document;
		return this.#load(await ensureDocument(this.db, itemId));
	}

	/** @throws {AppError} `not_found`, `closing` */
	async open(docId: string): Promise<OpenDocument> {
		return this.#ready.get(docId) ?? this.#load(await findDocument(this.db, docId));
	}

	/** A document that is in memory already. */
	find(docId: string): OpenDocument | undefined {
		return this.#ready.get(docId);
	}

	findItem(itemId: string): OpenDocument | undefined {
		return this.all().find((document) => document.itemId === itemId);
	}

	all(): OpenDocument[] {
		return [...this.#ready.values()];
	}

	/** Drops documents that nobody has used for a minute and that have nothing to save. */
	sweep(now = Date.now()): void {
		for (const document of this.all()) {
			if (!document.isUnused || now - document.usedAt < QUIET) continue;
			this.#forget(document);
			document.doc.destroy();
		}
	}

	#forget(document: OpenDocument): void {
		this.#ready.delete(document.id);
		this.#open.delete(document.id);
	}

	/** Forgets a document that the database does not have in this form any more. */
	drop(document: OpenDocument): void {
		if (this.#ready.get(document.id) !== document) return;
		this.#forget(document);
		publishHere(`doc:${document.id}`, 'doc:reset', {
			docId: document.id,
			epoch: document.epoch + 1
		});
	}

	/**
	 * Stores what the document has taken.
	 * @returns the number of the last row @throws {AppError} `not_found` when the document is gone
	 */
	async store(document: OpenDocument, write: PendingWrite): Promise<number> {
		document.pending.push(write);
		try {
			const seq = await (write.stored = this.commits.append(write));
			tellWritten(document);
			// What waits for its commit is in memory already, but not in the log; soon nothing waits.
			const patience = document.pending.length ? 10 * ROWS_PER_SNAPSHOT : ROWS_PER_SNAPSHOT;
			this.compact(document, patience);
			return seq;
		} catch (fault) {
			document.pending.splice(document.pending.indexOf(write), 1);
			this.drop(document);
			throw fault;
		}
	}

	/** Where others wrote first, their rows are read, and this is tried again. */
	async #write(writes: LogWrite[]): Promise<Outcome[]> {
		const entries = writes.flatMap((write) => write.entries);
		const counts = writes.map((write) => write.entries.length);
		const seqs = await appendUpdates(this.db, entries, (id) => this.find(id)?.seq ?? null);
		let end = 0;
		const outcomes = counts.map((count) => seqs[(end += count) - 1]!);
		const behind = new Set<string>();
		for (const [n, outcome] of outcomes.entries()) {
			const document = this.find(writes[n]!.entries[0]!.docId);
			if (!document || outcome === null) continue;
			const isNext = outcome === document.seq + counts[n]!;
			if (document.pending[0] === writes[n] && isNext) {
				document.pending.shift();
				document.seq = outcome;
			} else behind.add(document.id); // or stored for one that was loaded anew meanwhile
		}
		if (behind.size) await this.#catchUp([...behind]);
		return outcomes;
	}

	/** What is committed stays so when reading fails; what is to be written again waits a little. */
	async #catchUp(docIds: string[]): Promise<void> {
		try {
			await this.following.catchUp(docIds);
		} catch (fault) {
			logFault(fault, 'notes of other processes');
			await sleep(RETRY);
		}
	}

	/** Writes a snapshot in the background when at least `after` rows have come since the last. */
	compact(document: OpenDocument, after: number): void {
		if (document.seq - document.snapshotSeq < after || this.#compacting.has(document.id)) return;
		this.#compacting.add(document.id);
		compactDocument(this.db, document)
			.then((seq) => (document.snapshotSeq = seq))
			.catch((fault: unknown) => logFault(fault, 'notes snapshot'))
			.finally(() => this.#compacting.delete(document.id));
	}

	#load(head: DocumentHead | undefined): Promise<OpenDocument> {
		if (!head) throw notFound();
		if (getHost().closing) throw new AppError('closing', 503, 'The server is restarting.');
		let loading = this.#open.get(head.id);
		if (!loading) {
			loading = this.#read(head);
			this.#open.set(head.id, loading);
			loading.catch(() => this.#open.delete(head.id));
		}
		return loading;
	}

	/** Brings what an earlier version of the schema wrote into the form of this one, in the log too. */
	async #modernise(document: OpenDocument): Promise<boolean> {
		const bytes = wrapCells(document.doc);
		if (!bytes) return true;
		const entry = { ...document.name, actorId: null, bytes };
		const [seq] = await appendUpdates(this.db, [entry], () => document.seq);
		if (typeof seq !== 'number') return seq !== 'again'; // gone meanwhile: the first write says so
		document.seq = seq;
		tellWritten(document);
		return true;
	}

	async #read(head: DocumentHead): Promise<OpenDocument> {
		const read = async () => (await readLogs(this.db, [head.id])).get(head.id)!;
		let document = new OpenDocument(head, await read());
		// Who was slower than another process reads what that made of it.
		while (!(await this.#modernise(document))) document = new OpenDocument(head, await read());
		this.#ready.set(head.id, document);
		askWho(document);
		this.following.look(head.id); // what was written elsewhere while we read
		return document;
	}
}
