/**
 * What a writer is told. `saved`: committed in the database. `offline`: kept on this device.
 * `unsaved`: not even that. `refused`: the server will not take it, see `NotesRefusal`.
 */
export type SaveState = 'saved' | 'sending' | 'offline' | 'unsaved' | 'refused';

/** Why the text was not taken, and the words that were not. */
export interface NotesRefusal {
	code: string;
	message: string;
	text: string;
}
