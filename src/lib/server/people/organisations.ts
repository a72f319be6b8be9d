import * as v from 'valibot';
import type { Actor } from '#lib/model/actor.ts';
import { COUNTRIES } from '#lib/model/country.ts';
import { foldName } from '#lib/model/fold.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import { LOCALES, type Localised } from '#lib/model/localised.ts';
import { isDate } from '#lib/model/meeting-kind.ts';
import { nameOrganisation } from '#lib/model/organisation.ts';
import { cutPage, rangeOf } from '#lib/model/page.ts';
import { ORGANISATION_KINDS, RELATION_KINDS, SECTORS } from '#lib/model/organisation-kinds.ts';
import { moveSlug } from '../platform/addresses.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { addOrganisation, resolveOrganisation, slugTaken } from './naming.ts';
import {
	deleteRelation,
	findEditable,
	findOrganisationId,
	insertRelation,
	isBelow,
	listEditable,
	listMergedRows,
	listRelationRows,
	updateOrganisation
} from './organisations.rows.ts';
import { requireSecretary } from './permissions.ts';

const text = (most: number) => v.optional(v.pipe(v.string(), v.trim(), v.maxLength(most)), '');
const choice = <T extends readonly string[]>(values: T) =>
	v.optional(v.picklist(['', ...values] as ['', ...T]), '');
const country = v.pipe(v.string(), v.trim(), v.toUpperCase(), v.picklist(['', ...COUNTRIES]));
const url = v.pipe(v.string(), v.trim(), v.maxLength(500), v.regex(/^(https?:\/\/\S+)?$/));
const slug = v.pipe(v.string(), v.trim(), v.maxLength(80), v.regex(/^([a-z0-9]+(-[a-z0-9]+)*)?$/));

/**
 * Fields of the form. Beside these, `label_TAG` is the name in one language and `same_TAG` that it is
 * still right: the form has a field for each language that the name is known in.
 */
const OrganisationFields = v.object({
	edited: v.optional(v.pipe(v.string(), v.toNumber(), v.integer()), '0'),
	/** Empty: as it is; a new one gets an address made of its name. */
	slug: v.optional(slug, ''),
	name: text(300),
	fullName: text(500),
	acronym: text(40),
	/** One on each line. */
	aliases: text(2000),
	/** One on each line; the name that is replaced is added by itself. */
	formerNames: text(2000),
	kind: choice(ORGANISATION_KINDS),
	sector: choice(SECTORS),
	country: v.optional(country, ''),
	place: text(200),
	url: v.optional(url, ''),
	/** Its name, or its address where several bear the name. */
	parent: text(300),
	unitName: text(300),
	unitAcronym: text(40),
	partnerNote: text(1000),
	about: text(5000)
});
export const OrganisationInput = v.objectWithRest(OrganisationFields.entries, text(300));
export type OrganisationInput = v.InferOutput<typeof OrganisationFields>;

/** A page of all organisations by name, for whoever publishes somewhere. @throws {AppError} `not_found` */
export async function listOrganisationsToEdit(db: Db, actor: Actor | null, query = '', page = 1) {
	await requireSecretary(db, actor);
	return cutPage(await listEditable(db, query.trim(), rangeOf(page)), page);
}

/** One organisation as its form shows it, with its relations and the records that were merged into it. @throws {AppError} `not_found` */
export async function readOrganisationToEdit(db: Db, actor: Actor | null, slug: string) {
	await requireSecretary(db, actor);
	const found = await findEditable(db, slug);
	if (!found) throw notFound();
	const [relations, merged] = await Promise.all([
		listRelationRows(db, found.id),
		listMergedRows(db, found.id)
	]);
	return { ...found, relations, merged };
}

/**
 * Creates an organisation; gives its address. Its name, or its name in one language, is needed.
 * @throws {AppError} `not_found`, `organisation_name`, `organisation_unknown`,
 * `organisation_ambiguous` (422), `organisation_slug` (409)
 */
export async function createOrganisation(
	db: Db,
	actor: Actor | null,
	input: OrganisationInput
): Promise<string> {
	await requireSecretary(db, actor);
	return db.transaction().execute(async (trx) => {
		const fields = await readFields(trx, input, null);
		return (await addOrganisation(trx, fields, input.slug)).slug;
	});
}

/**
 * Saves the form. A new address keeps the old one, and so does a new name; who saved in between is
 * not overwritten.
 * @throws {AppError} `not_found`, `organisation_name`, `organisation_parent`,
 * `organisation_unknown`, `organisation_ambiguous` (422), `organisation_slug`, `organisation_changed` (409)
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
	const address = input.slug || slug;
	await db.transaction().execute(async (trx) => {
		const fields = await readFields(trx, input, found);
		if (!(await updateOrganisation(trx, found.id, input.edited, fields)))
			throw new AppError('organisation_changed', 409, 'Somebody else saved it in the meantime.');
		if (!(await moveSlug(trx, 'organisation', found, address))) throw slugTaken();
	});
	return address;
}

export const RelationInput = v.object({
	kind: v.picklist(RELATION_KINDS),
	/** The other organisation's name, or its address where several bear the name. */
	to: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300)),
	since: v.optional(v.union([v.literal(''), v.pipe(v.string(), v.check(isDate))]), ''),
	note: text(500)
});

/**
 * Adds a relation, told from `slug`. The same one twice is one.
 * @throws {AppError} `not_found`, `organisation_unknown`, `organisation_ambiguous`, `organisation_nowhere` (422)
 */
export async function addRelation(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: v.InferOutput<typeof RelationInput>
): Promise<void> {
	await requireSecretary(db, actor);
	await db.transaction().execute(async (trx) => {
		const fromId = await findOrganisationId(trx, slug);
		if (!fromId) throw notFound();
		const toId = await resolveOrganisation(trx, input.to, 'to');
		if (toId === fromId)
			throw new AppError(
				'organisation_nowhere',
				422,
				'An organisation has no relation to itself.'
			).about('to');
		const { kind, since, note } = input;
		await insertRelation(trx, { fromId, toId, kind, since: since || null, note: note || null });
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

type Saved = NonNullable<Awaited<ReturnType<typeof findEditable>>>;

async function readFields(trx: Trx, input: OrganisationInput, saved: Saved | null) {
	const label = readLabel(input, saved?.label ?? null);
	if (!input.name && !label)
		throw new AppError('organisation_name', 422, 'An organisation needs a name.').about('name');
	return {
		name: input.name || null,
		label: label && JSON.stringify(label),
		fullName: input.fullName || null,
		acronym: input.acronym || null,
		aliases: readLines(input.aliases),
		formerNames: readFormerNames(input, saved?.name),
		kind: input.kind || null,
		sector: input.sector || null,
		country: input.country || null,
		place: input.place || null,
		url: input.url || null,
		parentId: await findParent(trx, input.parent, saved),
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

/** The field shows the name of the parent: left as it was, it is that one, whoever else is called so. */
async function findParent(trx: Trx, typed: string, saved: Saved | null): Promise<string | null> {
	if (!typed) return null;
	const shown = [saved?.parent?.slug, saved?.parent && nameOrganisation(saved.parent, '').text];
	const parentId = shown.includes(typed)
		? saved!.parentId
		: await resolveOrganisation(trx, typed, 'parent');
	if (parentId && saved && (await isBelow(trx, parentId, saved.id)))
		throw new AppError('organisation_parent', 422, 'It cannot be part of that organisation.').about(
			'parent'
		);
	return parentId;
}

const readLines = (text: string): string[] =>
	[...new Set(text.split(/\r?\n/).map((one) => one.trim()))].filter(Boolean);

/** Former names as typed, with the one that is replaced now; what it is still called is none. */
function readFormerNames(input: OrganisationInput, replaced: string | null | undefined): string[] {
	const present = [input.name, ...readLines(input.aliases)].map(foldName);
	const former = [...readLines(input.formerNames), ...(replaced ? [replaced] : [])];
	return [...new Set(former)].filter((name) => !present.includes(foldName(name)));
}

/**
 * The name in the languages of the interface and those it was known in; where a form had no field for
 * one of these, it stays. The original stays while it has a name, else the first language that is
 * filled in is it.
 */
function readLabel(input: OrganisationInput, saved: Localised | null): Localised | null {
	const fields = input as unknown as Record<string, string>;
	const others = Object.entries(saved?.texts ?? {}).filter(([tag]) => !isLocale(tag));
	const known = [...LOCALES.map((locale) => [locale, ''] as const), ...others];
	const texts = Object.fromEntries(
		known.map(([tag, kept]) => [tag, fields[`label_${tag}`] ?? kept]).filter(([, text]) => text)
	) as Record<string, string>;
	const first = saved && texts[saved.original] ? saved.original : Object.keys(texts)[0];
	const same = Object.keys(texts).filter((tag) => fields[`same_${tag}`]);
	return first ? mergeTexts(saved, { original: first, texts, same }) : null;
}

const isLocale = (tag: string) => LOCALES.some((locale) => locale === tag);
