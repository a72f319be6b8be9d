import { setTimeout as sleep } from 'node:timers/promises';
import { notFound } from '../platform/errors.ts';
import { logFault } from '../platform/log.ts';
import type { LogEntry } from './log.rows.ts';

/** Rows that are stored together or not at all; more may join them until they are. */
export interface LogWrite {
	entries: LogEntry[];
}
/** The number of the last row; null: no such document; `again`: others wrote before, see then. */
export type Outcome = number | null | 'again';
type Write = (writes: LogWrite[]) => Promise<Outcome[]>;

interface Waiting {
	write: LogWrite | null;
	bytes: number;
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

	/** Resolves with the last row's number when all are committed. @throws {AppError} `not_found` */
	append(write: LogWrite): Promise<number> {
		return this.#wait(write);
	}

	/** Resolves when everything that was queued until now is committed. */
	async settle(): Promise<void> {
		if (!this.isIdle) await this.#wait(null);
	}

	#wait(write: LogWrite | null): Promise<number> {
		const bytes = write?.entries.reduce((sum, one) => sum + one.bytes.length, 0) ?? 0;
		this.#bytes += bytes;
		return new Promise((done, fail) => {
			this.#queue.push({ write, bytes, done, fail });
			if (this.#running) return;
			this.#running = true;
			setImmediate(() => void this.#run());
		});
	}

	async #run(): Promise<void> {
		for (let failures = 0; this.#queue.length > 0;) {
			const batch = this.#queue.slice(0, LARGEST_BATCH);
			const writes = batch.flatMap(({ write }) => write ?? []);
			try {
				const outcomes = writes.length ? await this.#write(writes) : [];
				failures = 0;
				this.#queue.splice(0, batch.length, ...this.#answer(batch, outcomes));
			} catch (fault) {
				if (failures++ % 20 === 0) logFault(fault, 'notes commit');
				await sleep(Math.min(SLOWEST_RETRY, 50 * 2 ** failures));
			}
		}
		this.#running = false;
	}

	/** @returns those that are to be written again, and who waits for them */
	#answer(batch: Waiting[], outcomes: Outcome[]): Waiting[] {
		const again: Waiting[] = [];
		let at = 0;
		for (const waiting of batch) {
			const { write, bytes, done, fail } = waiting;
			const outcome = write ? (outcomes[at++] ?? null) : again.length ? 'again' : 0;
			if (outcome === 'again') {
				again.push(waiting);
				continue;
			}
			this.#bytes -= bytes;
			if (outcome === null) fail(notFound());
			else done(outcome);
		}
		return again;
	}
}
