import type { Actor } from '#lib/model/actor.ts';
import type { Trx } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { insertAuthor, listAuthors } from './authors.rows.ts';
import { storeBasis } from './names.rows.ts';

/** Who wrote something, as a form says it: somebody known, or a name with the basis for printing it. */
export interface TypedAuthor {
	authorId: string;
	authorName: string | null;
	authorBasis: 'consent' | 'public-role' | null;
	authorRole: string;
}

/**
 * The person who wrote something about a meeting; null: nobody but the role is known. A new name
 * makes a person, with the basis on which it is printed there. Rights are asked before.
 * @param known who is its author already, whether the actor looks after them or not
 * @throws {AppError} `not_found` for somebody the actor may not choose
 */
export async function resolveAuthor(
	trx: Trx,
	actor: Actor,
	typed: TypedAuthor,
	home: { dossierId: string | null; meetingId: string; known: string | null }
): Promise<string | null> {
	const { authorId, authorName, authorBasis, authorRole } = typed;
	if (authorId) {
		if (authorId === home.known) return authorId;
		const choices = await listAuthors(trx, actor, home.dossierId);
		if (!choices.some(({ id }) => id === authorId)) throw notFound();
		return authorId;
	}
	if (!authorName || !authorBasis) return null;
	const personId = await insertAuthor(trx, { name: authorName, roleLabel: authorRole });
	const recordedBy = actor.personId;
	await storeBasis(trx, { personId, meetingId: home.meetingId, basis: authorBasis, recordedBy });
	return personId;
}
