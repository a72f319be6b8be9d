import type { Actor } from '#lib/model/actor.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { listNames } from '#lib/server/people/naming.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { requireEditor } from './editing.ts';

/** Every organisation, for the fields that name one; for whoever edits a dossier. */
export async function listOrganisationChoices(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<OrganisationName[]> {
	await requireEditor(db, actor, slug);
	return listNames(db);
}
