import { io } from 'socket.io-client';
import * as Y from 'yjs';
import { SCHEMA_VERSION } from '#lib/model/note.ts';
import { toBase64 } from '#lib/realtime/base64.ts';
import { openNotes } from '../../../tests/support/notes.ts';
import type { Address, Answer, Client, Kit } from './client.ts';

export const kit: Kit = { Y, open };

/** The product's provider over a connection with the product's settings. */
function open({ port, document, person, changed }: Address): Client {
	const socket = io(`http://127.0.0.1:${port}`, {
		transports: ['websocket'],
		forceNew: true,
		reconnectionDelayMax: 4000,
		extraHeaders: { cookie: `person=${person}` }
	});
	let isClosed = false;
	let isCut = false;
	let pushes = 1_000_000;
	socket.on('disconnect', (reason) => (isCut ||= !isClosed && reason !== 'io client disconnect'));
	const provider = openNotes(socket, document, { personId: person, changed });
	const ask = async (event: string, input: object): Promise<Answer> => {
		try {
			const reply = (await socket.timeout(3000).emitWithAck(event, input)) as {
				ok: boolean;
				code?: string;
			};
			return reply.ok ? 'taken' : `refused (${reply.code})`;
		} catch {
			return isCut ? 'cut' : 'no answer';
		}
	};
	const push = (update: string) => ({ docId: provider.docId, epoch: 1, n: ++pushes, update });
	const join = { itemId: document, stateVector: 'AA==', schemaVersion: SCHEMA_VERSION };
	return {
		doc: provider.doc,
		awareness: provider.awareness,
		isReady: () => provider.hasJoined,
		isShown: () => provider.state === 'saved',
		connect: () => void socket.connect(),
		disconnect: () => void socket.disconnect(),
		isCut: () => isCut,
		close() {
			isClosed = true;
			provider.destroy();
			socket.close();
		},
		sendUpdate: (bytes) => ask('doc:push', push(toBase64(bytes))),
		forge: (victim) => ask('doc:join', { ...join, clientId: victim }),
		async withoutAnswer() {
			socket.emit('doc:push', push('AAA='));
			socket.emit('doc:join', join);
			return 'taken';
		},
		oldSchema: () => ask('doc:join', { ...join, clientId: 5, schemaVersion: 0 })
	};
}
