import type * as Protocol from 'y-protocols/awareness';
import type * as Yjs from 'yjs';
import type { Address, Client, Kit } from './client.ts';
import { forgeAwareness, loadRival, sized } from './rival.ts';

interface Wire {
	webSocket: { readyState: number; send(bytes: Uint8Array): void } | null;
	connect(): void;
	disconnect(): void;
	destroy(): void;
	on(event: string, listener: () => void): void;
}
interface Provider {
	awareness: Protocol.Awareness;
	isSynced: boolean;
	hasUnsyncedChanges: boolean;
	attach(): void;
	destroy(): void;
}
interface Package {
	HocuspocusProvider: new (setup: object) => Provider;
	HocuspocusProviderWebsocket: new (setup: object) => Wire;
}
const SYNC = 0;
const AWARENESS = 1;
const UPDATE = 2;

export async function loadKit(): Promise<Kit> {
	const Y = await loadRival<typeof Yjs>('yjs');
	const protocol = await loadRival<typeof Protocol>('y-protocols/awareness');
	const { WebSocket } = await loadRival<{ WebSocket: unknown }>('ws');
	const { HocuspocusProvider, HocuspocusProviderWebsocket } =
		await loadRival<Package>('@hocuspocus/provider');
	return {
		Y,
		open({ port, document, changed }: Address): Client {
			const doc = new Y.Doc();
			const url = `ws://127.0.0.1:${port}`;
			const wire = new HocuspocusProviderWebsocket({ url, WebSocketPolyfill: WebSocket });
			let isClosed = false;
			let isCut = false;
			wire.on('disconnect', () => (isCut ||= !isClosed));
			const provider = new HocuspocusProvider({
				websocketProvider: wire,
				name: document,
				document: doc,
				token: 'any',
				onUnsyncedChanges: changed
			});
			provider.attach();
			const send = (...parts: Array<number | Uint8Array>) => {
				const bytes = parts.map((part) => (typeof part === 'number' ? [part] : [...part])).flat();
				wire.webSocket?.send(Buffer.concat([sized(document), Uint8Array.from(bytes)]));
				return Promise.resolve('sent');
			};
			return {
				doc,
				awareness: provider.awareness,
				isReady: () => provider.isSynced,
				isShown: () => provider.isSynced && !provider.hasUnsyncedChanges,
				connect() {
					isClosed = false;
					wire.connect();
				},
				disconnect() {
					isClosed = true;
					wire.disconnect();
				},
				isCut: () => isCut,
				close() {
					isClosed = true;
					provider.destroy();
					wire.destroy();
				},
				sendUpdate: (bytes) => send(SYNC, UPDATE, sized(bytes)),
				forge: (victim) => send(AWARENESS, sized(forgeAwareness({ Y, protocol }, victim)))
			};
		}
	};
}
