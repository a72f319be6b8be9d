import type { NoteAction } from '#lib/model/note.ts';
import { ActionChanges } from './action-changes.svelte.ts';
import { BrowserKeptActions } from './kept-actions.ts';
import { BrowserKeptEdits } from './kept-edits.ts';
import { uploadNotes } from './notes-upload.ts';
import type { NotesRefusal, SaveState } from './note-status.ts';
import { NotesProvider } from './notes-provider.ts';
import type { LiveConnection } from './socket.svelte.ts';
import { onParting } from './waking.ts';

/** Those of this page that are open, or closed with something still to save. */
const all: Record<string, LiveNotes> = {};

/** The notes of an item, once per page: a second connection to them would shut out the first. */
export function openNotes(live: LiveConnection, itemId: string, personId: string): LiveNotes {
	const known = all[itemId];
	const found = known?.live === live ? known : undefined;
	if (found?.provider.reopen()) return found;
	// Choices that still wait are the same ones: two lists of them would send over each other.
	return (all[itemId] = new LiveNotes(live, itemId, personId, found?.changes));
}

/** Resolves when everything that is not saved is on this device. */
export async function keepNotes(): Promise<void> {
	const open = Object.values(all);
	await Promise.all(open.flatMap(({ provider, changes }) => [provider.part(), changes.part()]));
}

if (typeof document !== 'undefined') onParting(() => void keepNotes());

/** Whether leaving the page now would leave something unsaved behind. */
export function hasUnsavedNotes(): boolean {
	return Object.values(all).some(
		({ provider, changes }) => provider.hasUnsaved || changes.isWaiting
	);
}

/** The notes of one item in an editor, as reactive values. */
class LiveNotes {
	readonly provider: NotesProvider;
	readonly changes: ActionChanges;
	readonly live: LiveConnection;
	#state = $state<SaveState>('offline');
	canWrite = $state(false);
	hasJoined = $state(false);
	savedAt = $state.raw<Date | null>(null);
	refusal = $state.raw<NotesRefusal | null>(null);
	actions = $state.raw<NoteAction[]>([]);

	constructor(live: LiveConnection, itemId: string, personId: string, changes?: ActionChanges) {
		this.live = live;
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
		this.changes =
			changes ??
			new ActionChanges({
				live,
				itemId,
				personId,
				kept: new BrowserKeptActions(),
				hasUnsavedWords: () => all[itemId]?.provider.hasUnsaved ?? false,
				answered: (action) => action && all[itemId]?.take(action)
			});
		live.on('action:changed', (message) => {
			if (message.itemId === itemId) this.take(message.action);
		});
	}

	/** While it is not known whether the connection is alive, nothing is called saved. */
	get state(): SaveState {
		return this.#state === 'saved' && this.live.isDoubtful ? 'sending' : this.#state;
	}

	/** Leaves; what is not saved yet still will be, as long as the page lives. */
	close(): void {
		this.provider.close();
	}

	/** How an action stands, as the server says. */
	take(action: NoteAction): void {
		const others = this.actions.filter(({ id }) => id !== action.id);
		this.provider.actions = this.actions = [...others, action];
	}

	#read(): void {
		const { state, canWrite, hasJoined, savedAt, refusal, actions } = this.provider;
		this.#state = state;
		Object.assign(this, { canWrite, hasJoined, savedAt, refusal });
		if (this.actions !== actions) this.actions = actions;
		if (state === 'saved') this.changes.retry();
	}
}
