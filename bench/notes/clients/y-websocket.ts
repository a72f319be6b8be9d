import type * as Protocol from 'y-protocols/awareness';
import type * as Yjs from 'yjs';
import type { Address, Client, Kit } from './client.ts';
import { forgeAwareness, loadRival, sized } from './rival.ts';

interface Provider {
	awareness: Protocol.Awareness;
	synced: boolean;
	ws: { send(bytes: Uint8Array): void } | null;
	connect(): void;
	disconnect(): void;
	destroy(): void;
	on(event: string, listener: () => void): void;
}
const SYNC = 0;
const AWARENESS = 1;
const UPDATE = 2;

/** `y-websocket` 2 with its server, and version 3, which is the client of `@y/websocket-server`. */
export async function loadKit(name: 'y-websocket' | 'y-websocket-3'): Promise<Kit> {
	const Y = await loadRival<typeof Yjs>('yjs');
	const protocol = await loadRival<typeof Protocol>('y-protocols/awareness');
	const { WebSocket } = await loadRival<{ WebSocket: unknown }>('ws');
	const { WebsocketProvider } = await loadRival<{
		WebsocketProvider: new (url: string, room: string, doc: Yjs.Doc, setup: object) => Provider;
	}>(name);
	return {
		Y,
		open({ port, document }: Address): Client {
			const doc = new Y.Doc();
			const provider = new WebsocketProvider(`ws://127.0.0.1:${port}`, document, doc, {
				WebSocketPolyfill: WebSocket,
				disableBc: true
			});
			let isClosed = false;
			let isCut = false;
			provider.on('connection-close', () => (isCut ||= !isClosed));
			const send = async (type: number, ...parts: Uint8Array[]) => {
				provider.ws?.send(Buffer.concat([Uint8Array.of(type), ...parts]));
				return 'sent';
			};
			return {
				doc,
				awareness: provider.awareness,
				isReady: () => provider.synced,
				isShown: () => undefined,
				connect() {
					isClosed = false;
					provider.connect();
				},
				disconnect() {
					isClosed = true;
					provider.disconnect();
				},
				isCut: () => isCut,
				close() {
					isClosed = true;
					provider.destroy();
				},
				sendUpdate: (bytes) => send(SYNC, Uint8Array.of(UPDATE), sized(bytes)),
				forge: (victim) => send(AWARENESS, sized(forgeAwareness({ Y, protocol }, victim)))
			};
		}
	};
}
