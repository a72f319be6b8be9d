import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { COUNTRIES } from '#lib/model/country.ts';
import { LOCALES, type Localised } from '#lib/model/localised.ts';
import { ORGANISATION_KINDS, RELATION_KINDS, SECTORS } from '#lib/model/organisation-kinds.ts';
import { isSlugTaken, moveSlug } from '../platform/addresses.ts';
import type { Db } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import {
	deleteRelation,
	findEditable,
	findOrganisationId,
	insertOrganisation,
	insertRelation,
	isBelow,
	listEditable,
	listRelationRows,
	updateOrganisation
} from './organisations.rows.ts';
import { requireSecretary } from './permissions.ts';

const text = (most: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(most)), '');
const choice = <T extends readonly string[]>(values: T) =>
	v.optional(v.picklist(['', ...values] as ['', ...T]), '');
const country = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.picklist(['', ...COUNTRIES]));
const url = v.pipe(v.string(), v.trim(), v.maxLength(500), v.regex(/^(https?:\/\/\S+)?$/));
const slug = v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));

/** Fields of the form; `label_LOCALE` is the name in one language. */
export const OrganisationInput = v.object({
	edited: v.optional(v.pipe(v.string(), v.toNumber(), v.integer()), '0'),
	slug,
	name: text(300),
	...Object.fromEntries(LOCALES.map((locale) => [`label_${locale}`, text(300)])),
	fullName: text(500),
	acronym: text(40),
	/** One on each line. */
	aliases: text(2000),
	kind: choice(ORGANISATION_KINDS),
	sector: choice(SECTORS),
	country: v.optional(country, ''),
	place: text(200),
	url: v.optional(url, ''),
	parent: text(80),
	unitName: text(300),
	unitAcronym: text(40),
	partnerNote: text(1000),
	about: text(5000)
});
export type OrganisationInput = v.InferOutput<typeof OrganisationInput>;

/** All organisations by name, for whoever publishes somewhere. @throws {AppError} `not_found` */
export async function listOrganisationsToEdit(db: Db, actor: Actor | null, query = '') {
	await requireSecretary(db, actor);
	return listEditable(db, query.trim());
}

/** One organisation as its form shows it, with its relations. @throws {AppError} `not_found` */
export async function readOrganisationToEdit(db: Db, actor: Actor | null, slug: string) {
	await requireSecretary(db, actor);
	const found = await findEditable(db, slug);
	if (!found) throw notFound();
	return { ...found, relations: await listRelationRows(db, found.id) };
}

/**
 * Creates an organisation. Its name, or its name in one language, is needed.
 * @throws {AppError} `not_found`, `organisation_name` (422), `organisation_slug` (409)
 */
export async function createOrganisation(
	db: Db,
	actor: Actor | null,
	input: OrganisationInput
): Promise<string> {
	await requireSecretary(db, actor);
	const fields = await readFields(db, input, null);
	return db.transaction().execute(async (trx) => {
		if (await isSlugTaken(trx, 'organisation', input.slug, null)) throw slugTaken();
		await insertOrganisation(trx, input.slug, fields);
		return input.slug;
	});
}

/**
 * Saves the form. A new address keeps the old one; who saved in between is not overwritten.
 * @throws {AppError} `not_found`, `organisation_name`, `organisation_parent` (422),
 * `organisation_slug`, `organisation_changed` (409)
 */
export async function saveOrganisation(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: OrganisationInput
): Promise<string> {
	await requireSecretary(db, actor);
	const found = await findEditable(db, slug);
	if (!found) throw notFound();
	const fields = await readFields(db, input, found.id);
	await db.transaction().execute(async (trx) => {
		if (!(await updateOrganisation(trx, found.id, input.edited, fields)))
			throw new AppError('organisation_changed', 409, 'Somebody else saved it in the meantime.');
		if (!(await moveSlug(trx, 'organisation', found, input.slug))) throw slugTaken();
	});
	return input.slug;
}

export const RelationInput = v.object({
	kind: v.picklist(RELATION_KINDS),
	to: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
	since: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.isoDate())]), ''),
	note: text(500)
});

/** Adds a relation, told from `slug`. The same one twice is one. @throws {AppError} `not_found`, `organisation_nowhere` (422) */
export async function addRelation(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: v.InferOutput<typeof RelationInput>
): Promise<void> {
	await requireSecretary(db, actor);
	const [from, to] = await Promise.all([
		findOrganisationId(db, slug),
		findOrganisationId(db, input.to)
	]);
	if (!from) throw notFound();
	if (!to || to === from)
		throw new AppError('organisation_nowhere', 422, 'There is no such other organisation.');
	await insertRelation(db, {
		fromId: from,
		toId: to,
		kind: input.kind,
		since: input.since || null,
		note: input.note || null
	});
}

/** @throws {AppError} `not_found` */
export async function removeRelation(
	db: Db,
	actor: Actor | null,
	slug: string,
	relation: { from: string; to: string; kind: string }
): Promise<void> {
	await requireSecretary(db, actor);
	if (relation.from !== slug && relation.to !== slug) throw notFound();
	if (!(await deleteRelation(db, relation))) throw notFound();
}

async function readFields(db: Db, input: OrganisationInput, ownId: string | null) {
	const label = readLabel(input);
	if (!input.name && !label)
		throw new AppError('organisation_name', 422, 'An organisation needs a name.');
	const parentId = input.parent ? await findOrganisationId(db, input.parent) : null;
	if (input.parent && (!parentId || (ownId && (await isBelow(db, parentId, ownId)))))
		throw new AppError('organisation_parent', 422, 'It cannot be part of that organisation.');
	return {
		name: input.name || null,
		label: label && JSON.stringify(label),
		fullName: input.fullName || null,
		acronym: input.acronym || null,
		aliases: [...new Set(input.aliases.split(/\r?\n/).map((one) => one.trim()))].filter(Boolean),
		kind: input.kind || null,
		sector: input.sector || null,
		country: input.country || null,
		place: input.place || null,
		url: input.url || null,
		parentId: parentId ?? null,
		unit: input.unitName
			? JSON.stringify({
					name: input.unitName,
					...(input.unitAcronym ? { acronym: input.unitAcronym } : {})
				})
			: null,
		partnerNote: input.partnerNote || null,
		about: input.about || null
	};
}

/** The first language that is filled in counts as the original. */
function readLabel(input: OrganisationInput): Localised | null {
	const fields = input as unknown as Record<string, string>;
	const texts = Object.fromEntries(
		LOCALES.map((locale) => [locale, fields[`label_${locale}`] ?? '']).filter(([, text]) => text)
	) as Record<string, string>;
	const [first] = Object.keys(texts);
	return first ? { original: first, texts } : null;
}

function slugTaken(): AppError {
	return new AppError('organisation_slug', 409, 'Another organisation has this address.');
}
