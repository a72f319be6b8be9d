import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { DatePrecision, OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readablePublication } from '#lib/server/people/reading.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export interface EditablePublication {
	id: string;
	version: string;
	type: string;
	title: Localised;
	summary: Localised | null;
	source: OrganisationName;
	date: string | null;
	datePrecision: DatePrecision;
	level: string | null;
	language: string | null;
	status: string | null;
	url: string | null;
	/** How many other dossiers name it. */
	elsewhere: number;
}

/** What a dossier entered, newest first; null: what belongs to none. */
export async function listEditablePublications(
	db: Db,
	dossierId: string | null
): Promise<EditablePublication[]> {
	const rows = await db
		.selectFrom('publication as p')
		.innerJoin('organisation as s', 's.id', 'p.sourceId')
		.select(['p.id', 'p.type', 'p.title', 'p.summary', 'p.date', 'p.datePrecision'])
		.select(['p.level', 'p.language', 'p.status', 'p.url'])
		.select(version('p').as('version'))
		.select(organisationName('s').as('source'))
		.select((eb) =>
			eb
				.selectFrom('publicationLink as link')
				.select((inner) => inner.fn.countAll<number>().as('count'))
				.whereRef('link.publicationId', '=', 'p.id')
				.as('elsewhere')
		)
		.where('p.dossierId', 'is not distinct from', dossierId)
		.orderBy('p.date', (order) => order.desc().nullsFirst())
		.orderBy('p.id')
		.execute();
	return rows as unknown as EditablePublication[];
}

/** The address of the form in which a publication is mended: in its dossier, or where those of none are. */
export function editingPublication(publication: string, dossier: string) {
	return sql<string>`('/desk' || coalesce('/dossiers/' || ${sql.raw(dossier)}.slug, '')
		|| '/publications?edit=' || ${sql.raw(publication)}.id)`;
}

export interface PublicationLink {
	id: string;
	type: string;
	title: Localised;
}

const isLinked = (dossierId: string) => sql<boolean>`EXISTS (
	SELECT FROM publication_link link WHERE link.publication_id = p.id AND link.dossier_id = ${dossierId})`;

const selectOthers = (db: Db, actor: Actor | null, dossierId: string) =>
	db
		.selectFrom('publication as p')
		.select(['p.id', 'p.type', 'p.title'])
		.where(readablePublication(actor, 'p'))
		.where(sql<boolean>`p.dossier_id IS DISTINCT FROM ${dossierId}`)
		.orderBy('p.id');

export async function listLinked(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<PublicationLink[]> {
	const rows = await selectOthers(db, actor, dossierId).where(isLinked(dossierId)).execute();
	return rows as unknown as PublicationLink[];
}

/** What other dossiers have entered and this one does not name yet, as far as the actor may read it. */
export async function listLinkable(
	db: Db,
	actor: Actor | null,
	dossierId: string
): Promise<PublicationLink[]> {
	const rows = await selectOthers(db, actor, dossierId)
		.where(sql<boolean>`NOT ${isLinked(dossierId)}`)
		.execute();
	return rows as unknown as PublicationLink[];
}
