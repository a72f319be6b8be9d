import * as Y from 'yjs';
import { Deletes } from '#lib/model/note-deletes.ts';
import { isDoomed, type NoteType } from '#lib/model/note-orphans.ts';
import type { LogWrite } from './commit.ts';
import type { LogEntry } from './log.rows.ts';

/** Rows on their way into the log. What others write before them has not been seen by their writers. */
export class PendingWrite implements LogWrite {
	readonly entries: LogEntry[];
	/** Ends with the number of the last row. */
	stored: Promise<number> | undefined;
	readonly #changes: Uint8Array[];
	#brought: Array<ReturnType<typeof Y.parseUpdateMeta>> | undefined;
	#taken: Deletes | undefined;

	/** @param changes what the rows did in the document in memory */
	constructor(entries: LogEntry[], changes: Uint8Array[]) {
		this.entries = entries;
		this.#changes = changes;
	}

	/** Lets what was put back because of these rows be stored with them. */
	join(entries: LogEntry[], changes: Uint8Array[]): void {
		this.entries.push(...entries);
		this.#changes.push(...changes);
		this.#brought = undefined;
	}

	/** Whether these rows bring this sign. */
	brings(client: number, clock: number): boolean {
		this.#brought ??= this.#changes.map(Y.parseUpdateMeta);
		return this.#brought.some(
			({ from, to }) => clock >= (from.get(client) ?? Infinity) && clock < (to.get(client) ?? 0)
		);
	}

	/** Whether it is because of these rows that a node is gone. */
	takes(gone: NoteType): boolean {
		return isDoomed(gone, this.#deletes);
	}

	/** A row before these takes this away already. */
	precede(others: Deletes): void {
		if (!others.isEmpty) this.#deletes.cut(others);
	}

	get #deletes(): Deletes {
		return (this.#taken ??= Deletes.of(Y.decodeUpdate(this.#changes[0]!)));
	}
}
