import type { Actor } from '#lib/model/actor.ts';
import type { Organisation } from '#lib/model/organisation.ts';
import { listRelationRows } from '#lib/server/people/organisations.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { findOccurrences, findOrganisationRow } from './organisation.rows.ts';

/**
 * An organisation and where it occurs in what the actor may read.
 * @throws {AppError} `not_found`; an organisation known only from dossiers that the actor may not
 * read is public all the same: it is a body, not a person.
 */
export async function getOrganisation(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<Organisation> {
	const found = await findOrganisationRow(db, slug);
	if (!found) throw notFound();
	const { id, ...organisation } = found;
	const [occurrences, relations] = await Promise.all([
		findOccurrences(db, actor, id),
		listRelationRows(db, id)
	]);
	return { ...organisation, ...occurrences, relations };
}
