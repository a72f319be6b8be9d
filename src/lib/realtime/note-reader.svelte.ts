import type { NoteAction } from '#lib/model/note.ts';
import type { LiveConnection } from './socket.svelte.ts';

interface Setup {
	live: Pick<LiveConnection, 'send' | 'on' | 'onConnect' | 'state'>;
	itemId: string;
	language: string;
	/** Told of the right to write with each reading; who may write gets no text. */
	onrights?: ((canWrite: boolean) => void) | undefined;
}

/** How long (ms) to wait after a reading that failed; doubles up to the longest. */
const PATIENCE = { first: 1000, longest: 15_000 };

/**
 * The notes of an item as the server prints them, read anew whenever they change. A reading that
 * fails or is refused is tried again until it succeeds; `problem` says meanwhile which it was. A
 * refusal passes too: an item may not have reached the server yet, or may be put back.
 */
export class NoteReader {
	html = $state.raw<string | null>(null);
	actions = $state.raw<NoteAction[]>([]);
	problem = $state<'failed' | 'refused' | null>(null);
	readonly #setup: Setup;
	readonly #stops: Array<() => void>;
	#tries = 0;
	#retry: ReturnType<typeof setTimeout> | undefined;
	#isReading = false;
	#isStale = false;
	#isClosed = false;

	constructor(setup: Setup) {
		this.#setup = setup;
		const { live, itemId } = setup;
		const refresh = (message: { itemId: string }) => {
			if (message.itemId === itemId) void this.read();
		};
		this.#stops = [
			live.on('doc:changed', refresh),
			live.on('action:changed', refresh),
			live.onConnect(() => void this.read())
		];
		if (live.state === 'offline') this.problem = 'failed';
	}

	/** Reads now; what changed while a reading was on its way is read after it. */
	async read(): Promise<void> {
		if (this.#isReading) return void (this.#isStale = true);
		clearTimeout(this.#retry);
		const { live, itemId, language, onrights } = this.#setup;
		const pen = onrights !== undefined;
		this.#isReading = true;
		do {
			this.#isStale = false;
			const reply = await live.send('doc:html', { itemId, language, pen });
			if (this.#isClosed) return;
			if (!reply.ok) this.#cope(reply.code);
			else {
				this.#tries = 0;
				this.problem = null;
				if (!(pen && reply.canWrite)) ({ html: this.html, actions: this.actions } = reply);
				onrights?.(reply.canWrite);
			}
		} while (this.#isStale && !this.#isClosed);
		this.#isReading = false;
	}

	close(): void {
		this.#isClosed = true;
		clearTimeout(this.#retry);
		for (const stop of this.#stops) stop();
	}

	#cope(code: string): void {
		this.problem = code === 'not_found' ? 'refused' : 'failed';
		// What one may not read any more does not stay on the screen.
		if (this.problem === 'refused') [this.html, this.actions] = [null, []];
		clearTimeout(this.#retry);
		const wait = Math.min(PATIENCE.longest, PATIENCE.first * 2 ** this.#tries++);
		this.#retry = setTimeout(() => {
			if (this.#setup.live.state !== 'offline') void this.read();
		}, wait);
	}
}
