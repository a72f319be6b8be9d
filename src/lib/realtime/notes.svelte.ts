import type { NoteAction } from '#lib/model/note.ts';
import { BrowserKeptEdits } from './kept-edits.ts';
import { uploadNotes } from './notes-upload.ts';
import { NotesProvider, type NotesRefusal, type SaveState } from './notes-provider.ts';
import type { LiveConnection } from './socket.svelte.ts';
import { onParting } from './waking.ts';

/** Those of this page that are open, or closed with something still to save. */
const all: Record<string, LiveNotes> = {};

/** The notes of an item, once per page: a second connection to them would shut out the first. */
export function openNotes(live: LiveConnection, itemId: string, personId: string): LiveNotes {
	const found = all[itemId];
	if (found?.provider.reopen()) return found;
	return (all[itemId] = new LiveNotes(live, itemId, personId));
}

if (typeof document !== 'undefined')
	onParting(() => Object.values(all).forEach((notes) => notes.provider.part()));

/** Whether leaving the page now would leave something unsaved behind. */
export function hasUnsavedNotes(): boolean {
	return Object.values(all).some((notes) => notes.provider.hasUnsaved);
}

/** The notes of one item in an editor, as reactive values. */
class LiveNotes {
	readonly provider: NotesProvider;
	readonly #live: LiveConnection;
	#state = $state<SaveState>('offline');
	canWrite = $state(false);
	hasJoined = $state(false);
	savedAt = $state.raw<Date | null>(null);
	refusal = $state.raw<NotesRefusal | null>(null);
	actions = $state.raw<NoteAction[]>([]);

	constructor(live: LiveConnection, itemId: string, personId: string) {
		this.#live = live;
		const kept = new BrowserKeptEdits();
		const changed = () => this.#read();
		this.provider = new NotesProvider({
			socket: live.socket,
			itemId,
			personId,
			kept,
			upload: uploadNotes,
			changed
		});
		live.on('action:changed', (message) => {
			if (message.itemId !== itemId) return;
			const others = this.actions.filter(({ id }) => id !== message.action.id);
			this.provider.actions = this.actions = [...others, message.action];
		});
	}

	/** While it is not known whether the connection is alive, nothing is called saved. */
	get state(): SaveState {
		return this.#state === 'saved' && this.#live.isDoubtful ? 'sending' : this.#state;
	}

	/** Leaves; what is not saved yet still will be, as long as the page lives. */
	close(): void {
		this.provider.close();
	}

	#read(): void {
		const { state, canWrite, hasJoined, savedAt, refusal, actions } = this.provider;
		this.#state = state;
		Object.assign(this, { canWrite, hasJoined, savedAt, refusal });
		if (this.actions !== actions) this.actions = actions;
	}
}
