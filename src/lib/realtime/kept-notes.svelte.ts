import { BrowserKeptEdits } from './kept-edits.ts';
import { NotesProvider, type NotesRefusal } from './notes-provider.ts';
import { uploadNotes } from './notes-upload.ts';
import { LiveConnection } from './socket.svelte.ts';

/**
 * Brings home what this person wrote without a connection and never got to the server, in whatever
 * item, also one that they may not open any more. What is not taken waits in `refused`.
 */
export class KeptNotes {
	refused = $state.raw<Array<{ refusal: NotesRefusal; provider: NotesProvider }>>([]);
	readonly #live = new LiveConnection();
	#waiting: number;

	constructor(personId: string, itemIds: string[]) {
		this.#waiting = itemIds.length;
		const kept = new BrowserKeptEdits();
		for (const itemId of itemIds) {
			const { socket } = this.#live;
			let isOver = false;
			const changed = () => {
				if (isOver || !(provider.refusal || provider.state === 'saved')) return;
				isOver = true;
				const { refusal } = provider;
				if (refusal?.text) this.refused = [...this.refused, { refusal, provider }];
				else void provider.discard(); // nothing left to say, or no words in it
				if (--this.#waiting === 0) this.#live.close();
			};
			const setup = { socket, itemId, personId, kept, upload: uploadNotes, changed };
			const provider = new NotesProvider(setup);
		}
	}

	/** The writer has their text back; true when that was the last. */
	async discard(provider: NotesProvider): Promise<boolean> {
		await provider.discard();
		this.refused = this.refused.filter((one) => one.provider !== provider);
		return this.#waiting === 0 && this.refused.length === 0;
	}

	close(): void {
		this.#live.close();
	}
}
