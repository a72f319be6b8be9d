import type { Socket } from 'socket.io-client';
import type * as Protocol from 'y-protocols/awareness';
import type * as Yjs from 'yjs';
import type { Address, Client, Kit } from './client.ts';
import { forgeAwareness, loadRival } from './rival.ts';

interface Provider {
	awareness: Protocol.Awareness;
	synced: boolean;
	socket: Socket;
	connect(): void;
	disconnect(): void;
	destroy(): void;
}

export async function loadKit(): Promise<Kit> {
	const Y = await loadRival<typeof Yjs>('yjs');
	const protocol = await loadRival<typeof Protocol>('y-protocols/awareness');
	const { SocketIOProvider } = await loadRival<{
		SocketIOProvider: new (url: string, room: string, doc: Yjs.Doc, setup: object) => Provider;
	}>('y-socket.io');
	return {
		Y,
		open({ port, document }: Address): Client {
			const doc = new Y.Doc();
			const provider = new SocketIOProvider(`ws://127.0.0.1:${port}`, document, doc, {
				disableBc: true
			});
			const { socket } = provider;
			let isClosed = false;
			let isCut = false;
			socket.on('disconnect', () => (isCut ||= !isClosed));
			const send = async (event: string, content: Uint8Array) => {
				socket.emit(event, content);
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
					socket.close();
				},
				sendUpdate: (bytes) => send('sync-update', bytes),
				forge: (victim) => send('awareness-update', forgeAwareness({ Y, protocol }, victim)),
				withoutAnswer: () => send('sync-step-1', Y.encodeStateVector(doc))
			};
		}
	};
}
