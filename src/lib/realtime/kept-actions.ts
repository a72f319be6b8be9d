import type { NoteAction } from '#lib/model/note.ts';
import { DeviceStore, type Kept } from './device-store.ts';

/** What somebody chose for an action; only this is sent. */
export type ActionChange = Partial<Omit<NoteAction, 'id'>>;

/** How a choice reads, should it have to be given back: the action's words and the owner's name. */
export interface ChangeWords {
	action: string;
	owner?: string | undefined;
}

/** An owner or a date that the server has not confirmed. */
export interface KeptAction extends Kept {
	actionId: string;
	change: ActionChange;
	words: ChangeWords;
	/** Milliseconds since the epoch: of two the later counts. */
	at: number;
}

export type KeptActions = Pick<DeviceStore<KeptAction>, 'list' | 'put' | 'remove'>;

/** Owners and dates on this device. */
export class BrowserKeptActions extends DeviceStore<KeptAction> {
	constructor() {
		super('emvod-actions');
	}
}
