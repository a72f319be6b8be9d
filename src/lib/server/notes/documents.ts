import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { getHost } from '../platform/host.ts';
import { logFault } from '../platform/log.ts';
import { publishHere } from '../platform/socket.ts';
import { CommitQueue } from './commit.ts';
import { compactDocument } from './compaction.ts';
import { askWho } from './distant.ts';
import { OpenDocument } from './document.ts';
import { follow, tellWritten } from './following.ts';
import {
	appendUpdates,
	ensureDocument,
	findDocument,
	readLogs,
	type DocumentHead
} from './log.rows.ts';

const QUIET = 60_000;
const ROWS_PER_SNAPSHOT = 200;

/** The documents in memory: each is loaded once, and leaves after a quiet minute. */
export class Documents {
	readonly db: Db;
	readonly commits: CommitQueue;
	readonly following: ReturnType<typeof follow>;
	readonly #open = new Map<string, Promise<OpenDocument>>();
	readonly #ready = new Map<string, OpenDocument>();
	readonly #compacting = new Set<string>();

	constructor(db: Db) {
		this.db = db;
		this.commits = new CommitQueue((entries) => appendUpdates(db, entries));
		this.following = follow(this);
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

	/** An update of ours is row `seq` of the log. */
	committed(document: OpenDocument, seq: number): void {
		if (seq === document.seq + 1) document.seq = seq;
		else if (seq > document.seq) this.following.look(document.id); // others wrote in between
		tellWritten(document);
		// What waits for its commit is in memory already, but not in the log; soon nothing waits.
		const patience = document.unsaved ? 10 * ROWS_PER_SNAPSHOT : ROWS_PER_SNAPSHOT;
		this.compact(document, patience);
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

	async #read(head: DocumentHead): Promise<OpenDocument> {
		const log = (await readLogs(this.db, [head.id])).get(head.id)!;
		const document = new OpenDocument(head, log);
		this.#ready.set(head.id, document);
		askWho(document);
		this.following.look(head.id); // what was written elsewhere while we read
		return document;
	}
}
