import * as Y from 'yjs';
import type { NoteCaret } from '#lib/realtime/events.ts';
import { publishHere } from '../platform/socket.ts';

const HINT_EVERY = 1000;

interface Source {
	id: string;
	itemId: string;
	meetingId: string;
}

/**
 * What a document tells its members: everything of one turn of the event loop in one message, and
 * nobody gets their own text back. Readers get a hint at most once a second.
 */
export class Broadcast {
	readonly #source: Source;
	#updates: Array<{ from: string; update: Uint8Array }> = [];
	#carets = new Map<number, NoteCaret>();
	#isDue = false;
	#holds = new Set<Promise<unknown>>();

	constructor(source: Source) {
		this.#source = source;
	}

	update(from: string, update: Uint8Array): void {
		this.#updates.push({ from, update });
		this.#schedule();
		hintReaders(this.#source);
	}

	caret(caret: NoteCaret): void {
		this.#carets.set(caret.clientId, caret);
		this.#schedule();
	}

	/**
	 * Sends nothing until this is committed: what was put back must not come twice, as it would from
	 * somebody who got it from a server that died before its commit.
	 */
	hold(commit: Promise<unknown>): void {
		this.#holds.add(commit);
		void commit
			.catch(() => undefined)
			.then(() => {
				this.#holds.delete(commit);
				this.#schedule();
			});
	}

	/** Resolves when nothing is held back. */
	async released(): Promise<void> {
		while (this.#holds.size) await Promise.allSettled(this.#holds);
	}

	#schedule(): void {
		if (this.#isDue || this.#holds.size) return;
		this.#isDue = true;
		setImmediate(() => this.#send());
	}

	#send(): void {
		this.#isDue = false;
		if (this.#holds.size) return;
		const updates = this.#updates.splice(0);
		const carets = this.#carets.size ? [...this.#carets.values()] : undefined;
		this.#carets.clear();
		const docId = this.#source.id;
		const room = `doc:${docId}`;
		if (!updates.length) {
			if (carets) publishHere(room, 'doc:update', { docId, carets }, { volatile: true });
			return;
		}
		const message = (chosen: typeof updates) =>
			({ docId, update: chosen.length ? encode(chosen) : undefined, carets }) as const;
		const senders = [...new Set(updates.map(({ from }) => from))];
		publishHere(room, 'doc:update', message(updates), { except: senders });
		if (senders.length < 2) return;
		for (const sender of senders) {
			const others = updates.filter(({ from }) => from !== sender);
			publishHere(sender, 'doc:update', message(others));
		}
	}
}

const hinted = new Set<string>();

/** Tells those here who only read, at most once a second, that the notes read differently. */
export function hintReaders({ id, meetingId, itemId }: Source): void {
	if (hinted.has(id)) return;
	hinted.add(id);
	setTimeout(() => {
		hinted.delete(id);
		publishHere(`meeting:${meetingId}`, 'doc:changed', { meetingId, itemId });
	}, HINT_EVERY).unref();
}

function encode(updates: Array<{ update: Uint8Array }>): string {
	const all = updates.map(({ update }) => update);
	return toBase64(all.length === 1 ? all[0]! : Y.mergeUpdates(all));
}

export function toBase64(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
