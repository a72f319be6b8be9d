import type { Actor } from '#lib/model/actor.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { findFreeSlug } from '#lib/server/platform/addresses.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { AppError } from '#lib/server/platform/errors.ts';
import { requireEditor } from './editing.ts';
import { findNamed, insertOrganisation, listNames } from './naming.rows.ts';

/**
 * The organisation that somebody typed: by its address, name, full name, acronym, another spelling
 * or a label, without regard to case and accents.
 * @throws {AppError} `organisation_unknown`, `organisation_ambiguous` (422)
 */
export async function resolveOrganisation(trx: Trx, typed: string): Promise<string>;
export async function resolveOrganisation(trx: Trx, typed: string | null): Promise<string | null>;
export async function resolveOrganisation(trx: Trx, typed: string | null): Promise<string | null> {
	if (!typed) return null;
	const found = await findNamed(trx, typed);
	if (found.length > 1)
		throw new AppError(
			'organisation_ambiguous',
			422,
			`Several organisations are called ${typed}.`,
			{
				name: typed
			}
		);
	if (!found[0])
		throw new AppError('organisation_unknown', 422, `No organisation is called ${typed}.`, {
			name: typed
		});
	return found[0];
}

/** The organisation of that name, or a new one whose provenance says what it came from. */
export async function findOrCreateOrganisation(
	trx: Trx,
	name: string,
	provenance: Record<string, string>
): Promise<string> {
	const found = await findNamed(trx, name);
	if (found.length) return resolveOrganisation(trx, name);
	return insertOrganisation(trx, {
		name,
		slug: await findFreeSlug(trx, 'organisation', name),
		provenance
	});
}

/** Every organisation, for the fields that name one; for whoever edits a dossier. */
export async function listOrganisationChoices(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<OrganisationName[]> {
	await requireEditor(db, actor, slug);
	return listNames(db);
}
