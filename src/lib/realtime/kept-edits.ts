import { DeviceStore, type Kept } from './device-store.ts';

/** Edits that the server has not confirmed, as one Yjs update, kept across a reload. */
export interface KeptEdit extends Kept {
	epoch: number;
	update: Uint8Array;
}

export type KeptEdits = Pick<DeviceStore<KeptEdit>, 'list' | 'put' | 'remove'>;

/** Edits on this device. */
export class BrowserKeptEdits extends DeviceStore<KeptEdit> {
	constructor() {
		super('emvod-notes');
	}
}
