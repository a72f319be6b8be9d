import * as Y from 'yjs';
import { SCHEMA_VERSION } from '#lib/model/note.ts';
import { readParagraphs } from '#lib/model/note-reading.ts';
import type { Input, Replies } from '#lib/realtime/events.ts';
import { getDb } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { getHost } from '../platform/host.ts';
import type { LiveClient, On } from '../platform/socket.ts';
import { listActions } from './action.rows.ts';
import { setAction } from './actions.ts';
import { toBase64 } from './broadcast.ts';
import { describe, readItemContent } from './content.ts';
import { enter, leave, rightsOf, setCaret } from './members.ts';
import { rejoin, requireEpoch, requireWriting, takeUpdate } from './pushes.ts';
import { requireReading } from './rights.ts';
import { getDocuments } from './service.ts';

/** Notes on the wire. */
export const notesLive = {
	register(on: On): void {
		getDocuments(); // the watch over rights begins with the first connection
		on('doc:join', join);
		on('doc:push', push);
		on('doc:caret', moveCaret);
		on('doc:leave', (client, { docId }) => {
			const document = getDocuments().find(docId);
			if (document) leave(document, client);
			return {};
		});
		on('doc:html', read);
		on('action:set', async ({ actor }, input) => ({
			action: await setAction(getDb(), actor, input)
		}));
	},
	left(client: LiveClient): void {
		for (const document of getDocuments().all()) leave(document, client);
	}
};

async function join(client: LiveClient, input: Input<'doc:join'>): Promise<Replies['doc:join']> {
	let known = getDocuments().findItem(input.itemId)?.policy;
	let rights = await requireReading(getDb(), client.actor, input.itemId);
	if (input.schemaVersion !== SCHEMA_VERSION)
		throw new AppError('schema', 409, 'These notes need a newer page: reload it.');
	if (getHost().closing) throw new AppError('closing', 503, 'The server is restarting.');
	const actions = await listActions(getDb(), input.itemId);
	const document = await getDocuments().openItem(input.itemId);
	if (input.epoch !== undefined) requireEpoch(document, input.epoch);
	await document.broadcast.released();
	// What changed while we looked was told to those who were here already.
	while (known !== document.policy) {
		known = document.policy;
		rights = await requireReading(getDb(), client.actor, input.itemId);
		await document.broadcast.released();
	}
	// From here to the end in one turn: no update can fall between the difference and the room.
	const missing = encodeMissing(document.doc, input.stateVector);
	const present = [...document.members.values(), ...document.elsewhere.values()];
	const carets = present.flatMap(({ caret }) => caret ?? []);
	if (client.socket.connected) enter(document, client, input.clientId, rights);
	return {
		docId: document.id,
		epoch: document.epoch,
		canWrite: rights.canWrite,
		missing: toBase64(missing),
		stateVector: toBase64(Y.encodeStateVector(document.doc)),
		carets,
		actions
	};
}

function encodeMissing(doc: Y.Doc, stateVector: string): Uint8Array {
	try {
		return Y.encodeStateAsUpdate(doc, Buffer.from(stateVector, 'base64'));
	} catch {
		throw new AppError('malformed', 400, 'This message could not be read.');
	}
}

async function push(client: LiveClient, input: Input<'doc:push'>): Promise<Replies['doc:push']> {
	const document = getDocuments().find(input.docId);
	const member = document?.members.get(client.socket.id);
	if (!document || !member) throw rejoin();
	requireWriting((await rightsOf(getDb(), document, member)).canWrite);
	requireEpoch(document, input.epoch);
	if (input.caret !== undefined) setCaret(document, member, input.caret);
	const author = { personId: client.actor.personId, socketId: client.socket.id };
	const update = Buffer.from(input.update, 'base64');
	return { seq: await takeUpdate(getDocuments(), document, author, update) };
}

async function moveCaret(
	client: LiveClient,
	{ docId, caret }: Input<'doc:caret'>
): Promise<object> {
	const document = getDocuments().find(docId);
	const member = document?.members.get(client.socket.id);
	if (!document || !member) throw rejoin();
	requireWriting((await rightsOf(getDb(), document, member)).canWrite);
	setCaret(document, member, caret);
	return {};
}

async function read(
	client: LiveClient,
	{ itemId, language = 'en', pen }: Input<'doc:html'>
): Promise<Replies['doc:html']> {
	const db = getDb();
	const { canWrite } = await requireReading(db, client.actor, itemId);
	if (pen && canWrite) return { html: '', canWrite, actions: [] };
	const document = getDocuments().findItem(itemId);
	const reading = { reader: client.actor, language };
	const content = document
		? await describe(db, readParagraphs(document.doc), {
				...reading,
				meetingId: document.meetingId
			})
		: await readItemContent(db, itemId, reading);
	return { html: content.html, canWrite, actions: await listActions(db, itemId) };
}
