import * as Y from 'yjs';
import { Burials } from './note-burials.ts';
import { NOTES_ROOT } from './note.ts';
import { readLate } from './note-late.ts';
import { readTaken, type DecodedUpdate, type NoteType, type Unseen } from './note-orphans.ts';
import { createReplica } from './note-replica.ts';
import { putBack, type Returned } from './note-returning.ts';

/** Which of what goes or comes too late is to be put back here; everything unless told otherwise. */
export interface Concern {
	isUnseen: Unseen;
	/** `gone` is null where nobody knows any more what it was. */
	isOurs(gone: NoteType | null): boolean;
}
const ALL: Concern = { isUnseen: () => true, isOurs: () => true };

/**
 * Sees to it that no update takes words away from somebody whom its writer had not read. Joining or
 * taking away paragraphs, and putting something into the middle of words, replaces shared nodes;
 * what others typed into them meanwhile would go with them, whether it comes before or after. It
 * comes back as new edits. What the other had seen and took away stays away.
 *
 * Whoever uses it must take updates in the one order in which they are kept, and keep what comes
 * back together with the update that made it necessary.
 */
export class NoteKeeping {
	readonly #doc: Y.Doc;
	readonly #burials = new Burials();

	/** @param doc made by `createNotesDoc` */
	constructor(doc: Y.Doc) {
		this.#doc = doc;
	}

	/** @param apply puts the update into the document */
	take(update: DecodedUpdate, apply: () => void, { isUnseen, isOurs }: Concern = ALL): Returned[] {
		const doc = this.#doc;
		const known = new Map<number, number>();
		for (const { id } of update.structs)
			if (!known.has(id.client)) known.set(id.client, Y.getState(doc.store, id.client));
		const taken = update.deletes.isEmpty
			? []
			: readTaken(doc, update.deletes, isUnseen, this.#burials);
		apply();
		const late = readLate(doc, update, known, this.#burials);
		const ours = late.filter(({ home }) => isOurs(home));
		return taken.length || ours.length ? putBack(doc, [...taken, ...ours], this.#burials) : [];
	}
}

/** A shared document that remembers where nodes stood that are gone, though not what they said. */
export function createNotesDoc(): Y.Doc {
	const doc = createReplica({ gcFilter: (item) => !holdsWords(item.content) });
	doc.getXmlFragment(NOTES_ROOT);
	return doc;
}

function holdsWords(content: Y.Item['content']): boolean {
	if (!(content instanceof Y.ContentType)) return false;
	const { type } = content;
	return type instanceof Y.XmlText || (type instanceof Y.XmlElement && HOLDERS.has(type.nodeName));
}

const HOLDERS = new Set(['paragraph', 'table', 'tableRow', 'tableCell']);
