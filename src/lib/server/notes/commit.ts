import { setTimeout as sleep } from 'node:timers/promises';
import { notFound } from '../platform/errors.ts';
import { logFault } from '../platform/log.ts';
import type { LogEntry } from './log.rows.ts';

type Write = (entries: LogEntry[]) => Promise<Array<number | null>>;

interface Waiting {
	entry: LogEntry | null;
	done(seq: number): void;
	fail(fault: Error): void;
}

const LARGEST_BATCH = 500;
const SLOWEST_RETRY = 2000;

/**
 * Group commit: writes at once when idle, and gathers what comes in while a commit is in flight.
 * A batch that could not be written stays in front and is tried again until it is; nothing behind
 * it is written or acknowledged before, so that the log never lacks an earlier update.
 */
export class CommitQueue {
	readonly #write: Write;
	#queue: Waiting[] = [];
	#running = false;
	#bytes = 0;

	constructor(write: Write) {
		this.#write = write;
	}

	/** Bytes that wait for a commit. */
	get bytes(): number {
		return this.#bytes;
	}

	get isIdle(): boolean {
		return !this.#running && this.#queue.length === 0;
	}

	/** Resolves with the update's number when it is committed. @throws {AppError} `not_found` */
	append(entry: LogEntry): Promise<number> {
		this.#bytes += entry.bytes.length;
		return this.#wait(entry);
	}

	/** Resolves when everything that was queued until now is committed. */
	async settle(): Promise<void> {
		if (!this.isIdle) await this.#wait(null);
	}

	#wait(entry: LogEntry | null): Promise<number> {
		return new Promise((done, fail) => {
			this.#queue.push({ entry, done, fail });
			if (this.#running) return;
			this.#running = true;
			setImmediate(() => void this.#run());
		});
	}

	async #run(): Promise<void> {
		for (let failures = 0; this.#queue.length > 0;) {
			const batch = this.#queue.slice(0, LARGEST_BATCH);
			const entries = batch.flatMap(({ entry }) => entry ?? []);
			try {
				const seqs = entries.length ? await this.#write(entries) : [];
				failures = 0;
				this.#queue.splice(0, batch.length);
				this.#answer(batch, seqs);
			} catch (fault) {
				if (failures++ % 20 === 0) logFault(fault, 'notes commit');
				await sleep(Math.min(SLOWEST_RETRY, 50 * 2 ** failures));
			}
		}
		this.#running = false;
	}

	#answer(batch: Waiting[], seqs: Array<number | null>): void {
		let at = 0;
		for (const { entry, done, fail } of batch) {
			if (!entry) {
				done(0);
				continue;
			}
			this.#bytes -= entry.bytes.length;
			const seq = seqs[at++] ?? null;
			if (seq === null) fail(notFound());
			else done(seq);
		}
	}
}
