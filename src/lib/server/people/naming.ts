import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { findFreeSlug, isSlugTaken } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError } from '../platform/errors.ts';
import { findNamed, findNearest, listNames } from './naming.rows.ts';
import { insertOrganisation, type OrganisationFields } from './organisations.rows.ts';
import { requireSecretary } from './permissions.ts';

/**
 * The organisation that somebody typed: by its address, name, full name, acronym, unit, another
 * spelling, a label or a former name, without regard to case and accents; `field` is where.
 * @throws {AppError} `organisation_unknown`, with the nearest name as `near` where there is one,
 * `organisation_ambiguous` (422)
 */
export async function resolveOrganisation(trx: Trx, typed: string, field: string): Promise<string>;
export async function resolveOrganisation(
	trx: Trx,
	typed: string | null,
	field: string
): Promise<string | null>;
export async function resolveOrganisation(
	trx: Trx,
	typed: string | null,
	field: string
): Promise<string | null> {
	if (!typed) return null;
	const [id, other] = await findNamed(trx, typed);
	const details = { name: typed };
	if (other)
		throw new AppError(
			'organisation_ambiguous',
			422,
			`Several organisations are called ${typed}.`,
			details
		).about(field);
	if (id) return id;
	const near = await findNearest(trx, typed);
	throw new AppError('organisation_unknown', 422, `No organisation is called ${typed}.`, {
		...details,
		...(near !== null && { near })
	}).about(field);
}

/**
 * The organisation of that name, or a new one whose provenance says what it came from.
 * @throws {AppError} `organisation_ambiguous` (422)
 */
export async function findOrCreateOrganisation(
	trx: Trx,
	name: string,
	field: string,
	provenance: Record<string, string>
): Promise<string> {
	const found = await findNamed(trx, name);
	if (found.length) return resolveOrganisation(trx, name, field);
	return (await addOrganisation(trx, { name, provenance: JSON.stringify(provenance) })).id;
}

/**
 * The one way in which an organisation comes to be, whoever asks: under the address `wanted`, else
 * under a free one made of its name. Rights are asked before.
 * @throws {AppError} `organisation_slug` (409) when another has or had the address
 */
export async function addOrganisation(
	trx: Trx,
	fields: OrganisationFields,
	wanted = ''
): Promise<{ id: string; slug: string }> {
	if (wanted && (await isSlugTaken(trx, 'organisation', wanted, null))) throw slugTaken();
	const slug = wanted || (await findFreeSlug(trx, 'organisation', nameOf(fields)));
	return { id: await insertOrganisation(trx, slug, fields), slug };
}

/** Every organisation, for the fields of the desk that name one. @throws {AppError} `not_found` */
export async function listOrganisationNames(
	db: Db,
	actor: Actor | null
): Promise<OrganisationName[]> {
	await requireSecretary(db, actor);
	return listNames(db);
}

export function slugTaken(): AppError {
	return new AppError('organisation_slug', 409, 'Another organisation has this address.').about(
		'slug'
	);
}

function nameOf({ name, label }: OrganisationFields): string {
	if (name || typeof label !== 'string') return name ?? '';
	const { texts, original } = JSON.parse(label) as Localised;
	return texts[original] ?? '';
}
