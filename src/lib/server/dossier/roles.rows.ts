import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Actor } from '#lib/model/actor.ts';
import { DOSSIER_ROLES } from '#lib/model/dossier-form.ts';
import type { DossierLink } from '#lib/model/dossier.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import { readableDossier } from '#lib/server/people/reading.rows.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export interface RolesRow {
	version: string;
	organisations: Array<OrganisationName & { role: string }>;
	modelledOn: DossierLink[];
	/** Every dossier that could be named as a model. */
	dossiers: DossierLink[];
	funder: OrganisationName | null;
	funding: object | null;
	disclaimer: Localised | null;
	contactEmail: string | null;
}

export async function findRolesRow(db: Db, actor: Actor | null, id: string): Promise<RolesRow> {
	const row = await db
		.selectFrom('dossier')
		.leftJoin('organisation as funder', 'funder.id', 'dossier.funderId')
		.select(['dossier.funding', 'dossier.contactEmail'])
		.select(version('dossier').as('version'))
		.select(sql<Localised | null>`dossier.funding -> 'disclaimer'`.as('disclaimer'))
		.select(organisationName('funder').as('funder'))
		.select((eb) => [
			jsonArrayFrom(
				eb
					.selectFrom('dossierOrganisation as link')
					.innerJoin('organisation as o', 'o.id', 'link.organisationId')
					.whereRef('link.dossierId', '=', 'dossier.id')
					.orderBy('link.position')
					.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector', 'link.role'])
			).as('organisations'),
			jsonArrayFrom(
				eb
					.selectFrom('dossierModel as link')
					.innerJoin('dossier as other', 'other.id', 'link.modelId')
					.whereRef('link.dossierId', '=', 'dossier.id')
					.where(readableDossier(actor, 'other'))
					.orderBy('other.slug')
					.select(['other.slug', 'other.title'])
			).as('modelledOn'),
			jsonArrayFrom(
				eb
					.selectFrom('dossier as other')
					.whereRef('other.id', '!=', 'dossier.id')
					.where(readableDossier(actor, 'other'))
					.orderBy('other.slug')
					.select(['other.slug', 'other.title'])
			).as('dossiers')
		])
		.where('dossier.id', '=', id)
		.executeTakeFirstOrThrow();
	return row as unknown as RolesRow;
}

/** The dossier at this address, when the actor may read it. */
export async function findModel(
	trx: Trx,
	actor: Actor | null,
	slug: string
): Promise<string | undefined> {
	const row = await trx
		.selectFrom('dossier')
		.select('id')
		.where('slug', '=', slug)
		.where(readableDossier(actor))
		.executeTakeFirst();
	return row?.id;
}

/** Replaces the roles that the form knows; what an import brought besides stays. */
export async function replaceRoles(
	trx: Trx,
	dossierId: string,
	roles: Array<{ organisationId: string; role: string }>
): Promise<void> {
	await trx
		.deleteFrom('dossierOrganisation')
		.where('dossierId', '=', dossierId)
		.where('role', 'in', ['requesting', ...DOSSIER_ROLES])
		.execute();
	if (!roles.length) return;
	await trx
		.insertInto('dossierOrganisation')
		.values(roles.map((role, position) => ({ ...role, dossierId, position })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Replaces the models that the actor can see; the others are not theirs to take away. */
export async function replaceModels(
	trx: Trx,
	actor: Actor | null,
	dossierId: string,
	ids: string[]
): Promise<void> {
	await trx
		.deleteFrom('dossierModel')
		.where('dossierId', '=', dossierId)
		.where('modelId', 'in', (eb) =>
			eb.selectFrom('dossier').select('dossier.id').where(readableDossier(actor))
		)
		.execute();
	if (!ids.length) return;
	await trx
		.insertInto('dossierModel')
		.values(ids.map((modelId) => ({ dossierId, modelId })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
