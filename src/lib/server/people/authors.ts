import type { Actor } from '#lib/model/actor.ts';
import type { Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import {
	insertAuthor,
	listAuthors,
	lockName,
	refusesName,
	type AuthorChoice,
	type AuthorHome
} from './authors.rows.ts';
import { storeBasis } from './names.rows.ts';

/** Who wrote something, as a form says it: somebody known, or a name with the basis for printing it. */
export interface TypedAuthor {
	authorId: string;
	authorName: string | null;
	/** The name is that of nobody who is known. */
	authorOther?: 'on' | undefined;
	authorBasis: 'consent' | 'public-role' | null;
	authorRole: string;
}

/**
 * The person who wrote something about a meeting; null: nobody but the role is known. A name is that
 * of the one who takes part there and bears it, else, or where somebody else is meant, of a new person, with the basis on which it is
 * printed there. Rights are asked before.
 * @param home `known` is its author already, whether the actor looks after them or not
 * @throws {AppError} `not_found` for somebody the actor may not choose, `author_ambiguous` (422) for
 * a name of several, `author_refused` (409) for the name of somebody who refused to be named
 */
export async function resolveAuthor(
	trx: Trx,
	actor: Actor,
	typed: TypedAuthor,
	home: { dossierId: string | null; meetingId: string; known: string | null }
): Promise<string | null> {
	const { authorId, authorName, authorBasis } = typed;
	if (authorId) {
		if (authorId === home.known) return authorId;
		const choices = await listAuthors(trx, actor, home);
		if (!choices.some(({ id }) => id === authorId)) throw notFound();
		return authorId;
	}
	if (!authorName || !authorBasis) return null;
	const personId = await findOrInsert(trx, actor, { ...typed, authorName }, home);
	const { meetingId } = home;
	if (await refusesName(trx, personId, meetingId))
		throw new AppError('author_refused', 409, `${authorName} refused to be named.`, {
			name: authorName
		}).about('authorName');
	const recordedBy = actor.personId;
	await storeBasis(trx, { personId, meetingId, basis: authorBasis, recordedBy });
	return personId;
}

/**
 * Whoever takes part there and bears the name. Nobody else makes a person of that name until the
 * transaction is over. Rights are asked before; without an actor it is an import.
 */
export async function findNamesakes(
	trx: Trx,
	actor: Actor | null,
	name: string,
	home: AuthorHome
): Promise<AuthorChoice[]> {
	await lockName(trx, name);
	return listAuthors(trx, actor, home, name);
}

async function findOrInsert(
	trx: Trx,
	actor: Actor,
	{ authorName, authorOther, authorRole }: TypedAuthor & { authorName: string },
	home: { dossierId: string | null; meetingId: string }
): Promise<string> {
	const namesakes = await findNamesakes(trx, actor, authorName, home);
	if (namesakes.length > 1 && !authorOther)
		throw new AppError('author_ambiguous', 422, `Several people are called ${authorName}.`, {
			name: authorName,
			people: namesakes.map(describe).join('; ')
		}).about('authorName');
	const known = authorOther ? undefined : namesakes[0];
	return known?.id ?? insertAuthor(trx, { name: authorName, roleLabel: authorRole });
}

/** As the form that offers them writes it. */
function describe({ name, roleLabel, organisation }: AuthorChoice): string {
	return [name, roleLabel, organisation].filter(Boolean).join(', ');
}
