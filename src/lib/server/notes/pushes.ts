import type { Actor } from '#lib/model/actor.ts';
import { NoteFault, checkUpdate, decodeUpdate } from '#lib/model/note-check.ts';
import type { DecodedUpdate } from '#lib/model/note-orphans.ts';
import { AppError } from '../platform/errors.ts';
import { chooseEntry, type Applied, type OpenDocument } from './document.ts';
import type { Documents } from './documents.ts';
import { PendingWrite } from './pending.ts';
import { requireReading } from './rights.ts';

/** Where an update comes from; `socketId` is left out of the broadcast. */
export interface Author {
	personId: string;
	socketId: string;
}

/** Bytes: of one update, of a document, and of all that may wait while the database is away. */
export const LARGEST_UPDATE = 4 * 1024 * 1024;
const LARGEST_DOCUMENT = 4 * 1024 * 1024;
const LONGEST_QUEUE = 64 * 1024 * 1024;

/**
 * Takes one update into a document: checks it, shows it to the others at once, and resolves with
 * its sequence number when it is committed. Rights are checked by the caller.
 * @throws {AppError} `too_large`, `notes_full`, `busy`, `malformed`, `notes_content`,
 * `notes_contradicted`, `rejoin`
 */
export async function takeUpdate(
	documents: Documents,
	document: OpenDocument,
	author: Author,
	update: Uint8Array
): Promise<number> {
	document.usedAt = Date.now();
	checkSize(documents, document, update);
	const decoded = checkContent(document, author, update);
	const applied = document.apply(update, decoded);
	const { change, isWhole, returned } = applied;
	// Before it is stored, so that others are sent it in this turn and the query goes out after that.
	// As it came: `change` would name words as taken away that its writer had not seen.
	if (change) document.broadcast.update(author.socketId, isWhole ? update : change);
	const stored = change
		? documents.store(document, toWrite(document, author, applied, chooseEntry(update, applied)))
		: documents.commits.settle();
	if (returned.length) document.broadcast.hold(stored);
	for (const { update } of returned) document.broadcast.update('', update);
	if (!isWhole) {
		stored.catch(() => undefined); // what was whole is stored all the same
		throw rejoin();
	}
	return (await stored) ?? document.seq;
}

/** Together with what was put back because of it. */
function toWrite(
	document: OpenDocument,
	{ personId }: Author,
	{ change, returned }: Applied,
	bytes: Uint8Array
): PendingWrite {
	return new PendingWrite(
		[{ ...document.name, actorId: personId, bytes }, ...document.entriesOf(returned)],
		[change!, ...returned.map(({ update }) => update)]
	);
}

function checkSize(documents: Documents, document: OpenDocument, update: Uint8Array): void {
	if (update.length > LARGEST_UPDATE)
		throw new AppError('too_large', 413, 'This is too much text at once.');
	if (document.size + update.length > LARGEST_DOCUMENT)
		if (document.measure() + update.length > LARGEST_DOCUMENT)
			throw new AppError('notes_full', 413, 'The notes of this item are full.');
	if (documents.commits.bytes > LONGEST_QUEUE)
		throw new AppError('busy', 503, 'The notes cannot be saved at this moment.');
}

function checkContent(document: OpenDocument, author: Author, update: Uint8Array): DecodedUpdate {
	let decoded: DecodedUpdate;
	let writers: Set<number>;
	try {
		decoded = decodeUpdate(update);
		writers = checkUpdate(decoded, document.doc);
	} catch (fault) {
		if (!(fault instanceof NoteFault)) throw fault;
		if (fault.code === 'gap') throw rejoin();
		if (fault.code === 'contradicted')
			throw new AppError('notes_contradicted', 409, 'Other words stand in the place of these.');
		const code = fault.code === 'not_allowed' ? 'notes_content' : fault.code;
		throw new AppError(code, 400, 'The notes cannot hold this.');
	}
	// Text under the client id of somebody present would later hide what they write themselves.
	// They bring it on their own; who repeats it after a restart is asked to come again.
	for (const [clientId, personId] of document.writersPresent())
		if (writers.has(clientId) && personId !== author.personId) throw rejoin();
	document.wrote(writers, author.personId);
	return decoded;
}

/** The client's picture of the document has a gap: it must join again. */
export function rejoin(): AppError {
	return new AppError('rejoin', 409, 'Join the notes again.');
}

export function requireWriting(canWrite: boolean): void {
	if (!canWrite) throw new AppError('read_only', 403, 'You may not write in these notes now.');
}

/** Takes a large update by HTTP, with the same checks as from a socket. @throws {AppError} */
export async function uploadUpdate(
	documents: Documents,
	actor: Actor,
	{ docId, epoch, bytes }: { docId: string; epoch: number; bytes: Uint8Array }
): Promise<number> {
	const document = await documents.open(docId);
	requireWriting((await requireReading(documents.db, actor, document.itemId)).canWrite);
	requireEpoch(document, epoch);
	return takeUpdate(documents, document, { personId: actor.personId, socketId: '' }, bytes);
}

/** @throws {AppError} `epoch` with the valid one when the text was replaced since */
export function requireEpoch(document: OpenDocument, epoch: number): void {
	if (epoch !== document.epoch)
		throw new AppError('epoch', 409, 'These notes were replaced meanwhile.', {
			epoch: document.epoch
		});
}
