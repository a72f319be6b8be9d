import type { Db } from '../platform/db.ts';
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
export function follow(shelf: Shelf): Following {
	return (following = new Following(shelf));
}

/**
 * Keeps the documents in memory level with the log, which other processes write too: looks when one
 * of them says so, when our own rows are not next to each other, and every few seconds.
 */
class Following {
	readonly #shelf: Shelf;
	readonly #wanted = new Set<string>();
	#isLooking = false;

	constructor(shelf: Shelf) {
		this.#shelf = shelf;
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

	async #run(): Promise<void> {
		while (this.#wanted.size) {
			const documents = [...this.#wanted].flatMap((id) => this.#shelf.find(id) ?? []);
			this.#wanted.clear();
			if (!documents.length) continue;
			try {
				for (const tail of await readTails(this.#shelf.db, documents)) this.#take(tail);
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
		const news = rows.filter(({ seq }) => seq > document.seq);
		if (!news.length) return;
		const updates = news.map(({ bytes }) => bytes);
		const { change, isWhole, tidied } = document.apply(...updates);
		document.seq = news.at(-1)!.seq;
		// As they came, see `takeUpdate`.
		if (change) for (const update of updates) document.broadcast.update('', update);
		if (tidied) document.broadcast.update('', tidied);
		if (!isWhole) this.#shelf.drop(document); // cannot be in a log in commit order; load it anew
	}
}
