import type { NoteRights } from '#lib/model/note-access.ts';
import type { NoteCaret } from '#lib/realtime/events.ts';
import type { Db } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { logFault } from '../platform/log.ts';
import { publishHere, type LiveClient } from '../platform/socket.ts';
import { tellMember } from './distant.ts';
import type { Member, OpenDocument } from './document.ts';
import { findRights } from './rights.ts';

/** After this a cached grant is asked for again, for changes that nobody announced. */
const TRUSTED_FOR = 30_000;

/**
 * Takes a connection into the document's room.
 * @throws {AppError} `rejoin` when somebody else present writes with this client id
 */
export function enter(
	document: OpenDocument,
	client: LiveClient,
	clientId: number,
	rights: NoteRights
): Member {
	for (const [socketId, other] of document.members) {
		if (other.clientId !== clientId || socketId === client.socket.id) continue;
		if (other.client.actor.personId !== client.actor.personId)
			throw new AppError('client_taken', 409, 'Open the notes again.');
		document.members.delete(socketId); // the same editor on a new connection
	}
	const distant = document.elsewhere.get(clientId);
	if (distant && distant.personId !== client.actor.personId)
		throw new AppError('client_taken', 409, 'Open the notes again.');
	const member: Member = {
		client,
		clientId,
		rights: Promise.resolve(rights),
		checkedAt: Date.now(),
		canWrite: rights.canWrite,
		caret: null
	};
	document.members.set(client.socket.id, member);
	void client.socket.join(`doc:${document.id}`);
	tellMember(document, member);
	return member;
}

export function leave(document: OpenDocument, client: LiveClient): void {
	const member = document.members.get(client.socket.id);
	if (!member) return;
	setCaret(document, member, null);
	document.members.delete(client.socket.id);
	tellMember(document, member, false);
	document.usedAt = Date.now();
	void client.socket.leave(`doc:${document.id}`);
}

/** Shows where a member writes; the name is the account's, whatever the client says. */
export function setCaret(
	document: OpenDocument,
	member: Member,
	cursor: NoteCaret['cursor']
): void {
	if (!cursor && !member.caret) return;
	const caret = { clientId: member.clientId, name: member.client.actor.name, cursor };
	member.caret = cursor && caret;
	document.broadcast.caret(caret);
	tellMember(document, member);
}

/** The member's rights from the cache; an old grant is renewed behind it. */
export function rightsOf(db: Db, document: OpenDocument, member: Member): Promise<NoteRights> {
	if (Date.now() - member.checkedAt > TRUSTED_FOR)
		renew(db, document, [member]).catch((fault: unknown) => logFault(fault, 'notes rights'));
	return member.rights;
}

/** Asks again what everybody in the document may do; pushes wait for the answer. */
export async function recheck(
	db: Db,
	document: OpenDocument,
	concerns: (member: Member) => boolean = () => true
): Promise<void> {
	document.policy = {};
	const members = [...document.members.values()].filter(concerns);
	if (!members.length) return;
	const renewed = renew(db, document, members);
	for (const member of members) {
		const { personId } = member.client.actor;
		member.rights = renewed.then((all) => all.get(personId)!);
		member.rights.catch(() => (member.checkedAt = 0)); // the next push asks again
	}
	await renewed;
}

async function renew(
	db: Db,
	document: OpenDocument,
	members: Member[]
): Promise<Map<string, NoteRights>> {
	for (const member of members) member.checkedAt = Date.now();
	const people = members.map(({ client }) => client.actor.personId);
	const all = await findRights(db, document.itemId, [...new Set(people)]);
	for (const member of members) tell(document, member, all.get(member.client.actor.personId)!);
	return all;
}

function tell(document: OpenDocument, member: Member, rights: NoteRights): void {
	member.rights = Promise.resolve(rights);
	if (member.canWrite === rights.canWrite && rights.canRead) return;
	member.canWrite = rights.canWrite;
	const { socket } = member.client;
	publishHere(socket.id, 'doc:policy', { docId: document.id, canWrite: rights.canWrite });
	if (!rights.canWrite) setCaret(document, member, null);
	if (!rights.canRead) leave(document, member.client);
}
