import type { Db } from '../platform/db.ts';
import type { Returned } from '#lib/model/note-returning.ts';
import { topic } from '../platform/cluster.ts';
import { logFault } from '../platform/log.ts';
import { hintReaders } from './broadcast.ts';
import type { OpenDocument } from './document.ts';
import { readTails, type Tail } from './log.rows.ts';

/** Hints may be lost with the process that owed them. */
const LOOK_EVERY = 5000;

interface Source {
	id: string;
	itemId: string;
	meetingId: string;
}
interface Shelf {
	db: Db;
	find(docId: string): OpenDocument | undefined;
	all(): OpenDocument[];
	drop(document: OpenDocument): void;
}

/** Does something while nobody in this process writes to the log. */
type InTurn = (act: () => Promise<void>) => Promise<void>;

let following: Following | undefined;
const written = topic<Source[]>('notes.written', (sources) => {
	for (const source of sources) {
		hintReaders(source);
		following?.look(source.id);
	}
});

/** Tells the other processes that the log has more of this document now. */
export function tellWritten({ id, itemId, meetingId }: Source): void {
	written.tell([{ id, itemId, meetingId }]);
}

/** Keeps these documents level with the log from now on; those of one shelf per process. */
export function follow(shelf: Shelf, inTurn: InTurn): Following {
	return (following = new Following(shelf, inTurn));
}

/**
 * Keeps the documents in memory level with the log, which other processes write too: looks when one
 * of them says so, when our own rows are not next to each other, and every few seconds.
 */
class Following {
	readonly #shelf: Shelf;
	readonly #inTurn: InTurn;
	readonly #wanted = new Set<string>();
	#isLooking = false;

	constructor(shelf: Shelf, inTurn: InTurn) {
		this.#shelf = shelf;
		this.#inTurn = inTurn;
		setInterval(() => this.lookAtAll(), LOOK_EVERY).unref();
	}

	lookAtAll(): void {
		for (const { id } of this.#shelf.all()) this.look(id);
	}

	look(docId: string): void {
		this.#wanted.add(docId);
		if (this.#isLooking) return;
		this.#isLooking = true;
		setImmediate(() => void this.#run());
	}

	/** Reads what others wrote in these documents; to be called while nobody writes. */
	async catchUp(docIds: string[]): Promise<void> {
		const documents = docIds.flatMap((id) => this.#shelf.find(id) ?? []);
		if (!documents.length) return;
		for (const tail of await readTails(this.#shelf.db, documents)) this.#take(tail);
	}

	async #run(): Promise<void> {
		while (this.#wanted.size) {
			const wanted = [...this.#wanted];
			this.#wanted.clear();
			try {
				await this.#inTurn(() => this.catchUp(wanted));
			} catch (fault) {
				logFault(fault, 'notes of other processes'); // the next round looks again
			}
		}
		this.#isLooking = false;
	}

	#take({ docId, epoch, rows }: Tail): void {
		const document = this.#shelf.find(docId);
		if (!document) return;
		if (epoch !== document.epoch) return this.#shelf.drop(document);
		for (const { seq, actorId, bytes } of rows) {
			if (seq <= document.seq) continue;
			const { change, isWhole, returned } = document.follow(bytes, actorId);
			document.seq = seq;
			// As it came, see `takeUpdate`.
			if (change) document.broadcast.update('', bytes);
			if (returned.length) this.#putBack(document, returned);
			if (!isWhole) return this.#shelf.drop(document); // not in commit order; load it anew
		}
	}

	/** Stored together with what waits here and made it necessary. */
	#putBack(document: OpenDocument, returned: Returned[]): void {
		const last = document.pending.at(-1)!;
		last.join(
			document.entriesOf(returned),
			returned.map(({ update }) => update)
		);
		document.broadcast.hold(last.stored!);
		for (const { update } of returned) document.broadcast.update('', update);
	}
}
