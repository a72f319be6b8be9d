import type { Actor } from '#lib/model/actor.ts';
import { decideNoteRights, type NoteRights } from '#lib/model/note-access.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { readCircumstances } from './rights.rows.ts';

const NONE: NoteRights = { canRead: false, canWrite: false, canReview: false };

/** The rights of each person on the notes of an item. */
export async function findRights(
	db: Db,
	itemId: string,
	personIds: string[]
): Promise<Map<string, NoteRights>> {
	const facts = await readCircumstances(db, itemId, personIds);
	return new Map(
		personIds.map((id) => {
			const own = facts.get(id);
			return [id, own ? decideNoteRights(own) : NONE];
		})
	);
}

/** What the actor may do. @throws {AppError} `not_found` when that does not include reading */
export async function requireReading(db: Db, actor: Actor, itemId: string): Promise<NoteRights> {
	const rights = (await findRights(db, itemId, [actor.personId])).get(actor.personId);
	if (!rights?.canRead) throw notFound();
	return rights;
}
