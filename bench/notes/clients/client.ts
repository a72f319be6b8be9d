import type { Awareness } from 'y-protocols/awareness';
import type * as Yjs from 'yjs';

/** Where a client goes, as whom. `person` is an account of ours; the rivals know none. */
export interface Address {
	port: number;
	document: string;
	person: string;
	/** Called when `isShown` may have changed. */
	changed(): void;
}

/** The answer to something that should not be sent: a code of refusal, or what is to be seen. */
export type Answer = string;

/** One user: a provider of the subject's own kind with its document. */
export interface Client {
	readonly doc: Yjs.Doc;
	readonly awareness: Awareness;
	isReady(): boolean;
	/** Whether the writer is told that everything is there; undefined: the provider tells nothing. */
	isShown(): boolean | undefined;
	connect(): void;
	disconnect(): void;
	/** The connection is closed, not by us. */
	isCut(): boolean;
	close(): void;
	/** Sends an update as it is, past the provider. */
	sendUpdate(bytes: Uint8Array): Promise<Answer>;
	/** Shows a caret in the name of the client id of somebody else. */
	forge(victim: number): Promise<Answer>;
	/** What only some protocols have. */
	withoutAnswer?(): Promise<Answer>;
	oldSchema?(): Promise<Answer>;
}

/** Everything to make clients of one kind; `Y` is the copy of Yjs that its provider uses. */
export interface Kit {
	Y: typeof Yjs;
	open(address: Address): Client;
}

export type Kind = 'ours' | 'hocuspocus' | 'y-websocket' | 'y-websocket-3' | 'y-socket.io';

export async function loadKit(kind: Kind): Promise<Kit> {
	if (kind === 'ours') return (await import('./ours.ts')).kit;
	if (kind === 'hocuspocus') return (await import('./hocuspocus.ts')).loadKit();
	if (kind === 'y-socket.io') return (await import('./y-socket-io.ts')).loadKit();
	return (await import('./y-websocket.ts')).loadKit(kind);
}
