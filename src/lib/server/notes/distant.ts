import type { NoteCaret } from '#lib/realtime/events.ts';
import { topic } from '../platform/cluster.ts';
import type { Member, OpenDocument } from './document.ts';

/** What a process tells of one of its members; `isHere` false: left. */
interface Told {
	docId: string;
	clientId: number;
	personId: string;
	caret: NoteCaret | null;
	isHere: boolean;
}
interface Shelf {
	find(docId: string): OpenDocument | undefined;
	all(): OpenDocument[];
}

let shelf: Shelf | undefined;
const members = topic<Told[]>('notes.members', (all, process) => {
	for (const one of all) take(one, process);
});
const questions = topic<string>('notes.who', (docId) => {
	const document = shelf?.find(docId);
	if (document?.members.size)
		members.tell([...document.members.values()].map((member) => describe(document, member)));
});

/** Begins to follow who has the documents of this process open on others. */
export function followMembers(documents: Shelf): void {
	shelf = documents;
}

/** Tells the other processes of a member: new, with another caret, or (`isHere` false) gone. */
export function tellMember(document: OpenDocument, member: Member, isHere = true): void {
	members.tell([{ ...describe(document, member), isHere }]);
}

/** Asks the other processes who has this document open there. */
export function askWho(document: OpenDocument): void {
	document.elsewhere.clear();
	questions.tell(document.id);
}

/** A process is gone, and its people's carets with it. */
export function forgetProcess(process: string): void {
	for (const document of shelf?.all() ?? [])
		for (const [clientId, one] of document.elsewhere)
			if (one.process === process) forget(document, clientId);
}

function describe(document: OpenDocument, { client, clientId, caret }: Member): Told {
	const { personId } = client.actor;
	return { docId: document.id, clientId, personId, caret, isHere: true };
}

function take({ docId, clientId, personId, caret, isHere }: Told, process: string): void {
	const document = shelf?.find(docId);
	if (!document) return;
	const known = document.elsewhere.get(clientId);
	if (!isHere) return void (known?.process === process && forget(document, clientId));
	document.elsewhere.set(clientId, { process, personId, caret });
	if (caret) document.broadcast.caret(caret);
	else if (known?.caret) hide(document, clientId);
}

function forget(document: OpenDocument, clientId: number): void {
	const had = document.elsewhere.get(clientId)?.caret;
	document.elsewhere.delete(clientId);
	if (had) hide(document, clientId);
}

function hide(document: OpenDocument, clientId: number): void {
	const isBack = [...document.members.values()].some((member) => member.clientId === clientId);
	if (!isBack) document.broadcast.caret({ clientId, name: '', cursor: null });
}
