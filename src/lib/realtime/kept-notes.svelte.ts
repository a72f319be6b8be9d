import { ActionChanges, type RefusedChange } from './action-changes.svelte.ts';
import { BrowserKeptActions } from './kept-actions.ts';
import { BrowserKeptEdits } from './kept-edits.ts';
import type { NotesRefusal } from './note-status.ts';
import { NotesProvider } from './notes-provider.ts';
import { uploadNotes } from './notes-upload.ts';
import { LiveConnection } from './socket.svelte.ts';

/** Items in which a person left words, and those in which owners or dates of actions, on this device. */
export interface KeptItems {
	words: string[];
	actions: string[];
}

/**
 * Brings home what this person wrote or chose without a connection and never got to the server, in
 * whatever item, also one that they may not open any more. What is not taken waits in `refused` and
 * in `refusedChanges`.
 */
export class KeptNotes {
	refused = $state.raw<Array<{ refusal: NotesRefusal; provider: NotesProvider }>>([]);
	readonly #live = new LiveConnection();
	readonly #personId: string;
	readonly #changes: ActionChanges[];
	/** Items whose words are on their way. */
	#words: string[];

	constructor(personId: string, { words, actions }: KeptItems) {
		this.#personId = personId;
		this.#words = words;
		this.#changes = actions.map((itemId) => this.#bringActions(itemId));
		for (const itemId of words) this.#bringWords(itemId);
	}

	get refusedChanges(): RefusedChange[] {
		return this.#changes.flatMap(({ refused }) => refused);
	}

	/** The writer has their text back; true when that was the last. */
	async discard(provider: NotesProvider): Promise<boolean> {
		await provider.discard();
		this.refused = this.refused.filter((one) => one.provider !== provider);
		return this.#isOver;
	}

	/** The writer has read which owners and dates were not taken; true when that was the last. */
	async dismiss(): Promise<boolean> {
		for (const changes of this.#changes) changes.dismiss();
		await Promise.all(this.#changes.map((changes) => changes.part()));
		return this.#isOver;
	}

	close(): void {
		this.#live.close();
	}

	get #isOver(): boolean {
		const isQuiet = this.#words.length + this.refused.length + this.refusedChanges.length === 0;
		return isQuiet && this.#changes.every(({ hasTaken, isWaiting }) => hasTaken && !isWaiting);
	}

	#bringWords(itemId: string): void {
		const { socket } = this.#live;
		const changed = () => {
			if (!this.#words.includes(itemId) || !(provider.refusal || provider.state === 'saved'))
				return;
			this.#words = this.#words.filter((one) => one !== itemId);
			const { refusal } = provider;
			if (refusal?.text) this.refused = [...this.refused, { refusal, provider }];
			else void provider.discard(); // nothing left to say, or no words in it
			for (const changes of this.#changes) changes.retry();
			this.#end();
		};
		const setup = { socket, itemId, personId: this.#personId, upload: uploadNotes, changed };
		const provider = new NotesProvider({ ...setup, kept: new BrowserKeptEdits() });
	}

	#bringActions(itemId: string): ActionChanges {
		return new ActionChanges({
			live: this.#live,
			itemId,
			personId: this.#personId,
			kept: new BrowserKeptActions(),
			hasUnsavedWords: () => this.#words.includes(itemId),
			answered: () => this.#end()
		});
	}

	#end(): void {
		if (this.#isOver) this.#live.close();
	}
}
