import type { NoteAction } from '#lib/model/note.ts';
import type { Reply } from './events.ts';
import { BrowserKeptEdits } from './kept-edits.ts';
import { NotesProvider, type NotesRefusal, type SaveState } from './notes-provider.ts';
import type { LiveConnection } from './socket.svelte.ts';

/** Those of this page that are open, or closed with something still to save. */
const all: Record<string, LiveNotes> = {};

/** The notes of an item, once per page: a second connection to them would shut out the first. */
export function openNotes(live: LiveConnection, itemId: string, personId: string): LiveNotes {
	const found = all[itemId];
	if (found?.provider.reopen()) return found;
	return (all[itemId] = new LiveNotes(live, itemId, personId));
}

/** Whether leaving the page now would leave something unsaved behind. */
export function hasUnsavedNotes(): boolean {
	return Object.values(all).some((notes) => notes.provider.hasUnsaved);
}

/** The notes of one item in an editor, as reactive values. */
class LiveNotes {
	readonly provider: NotesProvider;
	state = $state<SaveState>('offline');
	canWrite = $state(false);
	hasJoined = $state(false);
	savedAt = $state.raw<Date | null>(null);
	refusal = $state.raw<NotesRefusal | null>(null);
	actions = $state.raw<NoteAction[]>([]);

	constructor(live: LiveConnection, itemId: string, personId: string) {
		const kept = new BrowserKeptEdits();
		const changed = () => this.#read();
		this.provider = new NotesProvider({
			socket: live.socket,
			itemId,
			personId,
			kept,
			upload,
			changed
		});
		live.on('action:changed', (message) => {
			if (message.itemId !== itemId) return;
			const others = this.actions.filter(({ id }) => id !== message.action.id);
			this.provider.actions = this.actions = [...others, message.action];
		});
	}

	/** Leaves; what is not saved yet still will be, as long as the page lives. */
	close(): void {
		this.provider.close();
	}

	#read(): void {
		const { state, canWrite, hasJoined, savedAt, refusal, actions } = this.provider;
		Object.assign(this, { state, canWrite, hasJoined, savedAt, refusal });
		if (this.actions !== actions) this.actions = actions;
	}
}

async function upload(
	docId: string,
	epoch: number,
	update: Uint8Array
): Promise<Reply<'doc:push'>> {
	try {
		const response = await fetch(`/api/notes/${docId}?epoch=${epoch}`, {
			method: 'POST',
			headers: { 'content-type': 'application/octet-stream' },
			body: update as Uint8Array<ArrayBuffer>
		});
		if (response.status === 413)
			return { ok: false, code: 'too_large', message: 'This is too much text at once.' };
		return (await response.json()) as Reply<'doc:push'>;
	} catch {
		return { ok: false, code: 'offline', message: 'No answer from the server.' };
	}
}
