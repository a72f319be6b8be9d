import { type Insertable, type Updateable } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { DossierStatus } from '#lib/model/dossier.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import type { DB } from '#lib/server/platform/schema.ts';
import { version } from './editing.rows.ts';

export interface FactsRow {
	version: string;
	slug: string;
	title: Localised;
	country: string | null;
	region: string | null;
	startDate: string | null;
	endDate: string | null;
	status: DossierStatus | null;
	background: Localised | null;
	themes: string[];
	activityTypes: string[];
	visibility: 'public' | 'members';
}

const FACTS = [
	'slug',
	'title',
	'country',
	'region',
	'startDate',
	'endDate',
	'status',
	'background',
	'themes',
	'activityTypes',
	'visibility'
] as const;

const selectFacts = (db: Db, id: string) =>
	db
		.selectFrom('dossier')
		.select(FACTS)
		.select(version('dossier').as('version'))
		.where('id', '=', id);

export async function findFactsRow(db: Db, id: string): Promise<FactsRow> {
	return (await selectFacts(db, id).executeTakeFirstOrThrow()) as unknown as FactsRow;
}

export async function lockFacts(trx: Trx, id: string): Promise<FactsRow> {
	return (await selectFacts(trx, id).forUpdate().executeTakeFirstOrThrow()) as unknown as FactsRow;
}

export async function updateDossier(
	trx: Trx,
	id: string,
	values: Updateable<DB['dossier']>
): Promise<void> {
	await trx.updateTable('dossier').set(values).where('id', '=', id).execute();
}

/** A dossier whose first member may publish in it. */
export async function insertDossier(
	trx: Trx,
	personId: string,
	values: Insertable<DB['dossier']>
): Promise<string> {
	const { id } = await trx
		.insertInto('dossier')
		.values(values)
		.returning('id')
		.executeTakeFirstOrThrow();
	await trx
		.insertInto('dossierMember')
		.values({ dossierId: id, personId, level: 'publish', roleLabel: 'secretariat' })
		.execute();
	return id;
}

export interface OwnDossier {
	slug: string;
	title: Localised;
	status: DossierStatus | null;
	visibility: 'public' | 'members';
}

/** The dossiers that this person may change, by address. */
export async function listOwnRows(db: Db, actor: Actor): Promise<OwnDossier[]> {
	let query = db
		.selectFrom('dossier')
		.select(['slug', 'title', 'status', 'visibility'])
		.orderBy('slug');
	if (!actor.isAdmin)
		query = query.where('id', 'in', (eb) =>
			eb
				.selectFrom('dossierMember')
				.select('dossierId')
				.where('personId', '=', actor.personId)
				.where('level', 'in', ['edit', 'publish'])
		);
	return (await query.execute()) as unknown as OwnDossier[];
}

export async function countRequesting(db: Db, dossierId: string): Promise<number> {
	const { count } = await db
		.selectFrom('dossierOrganisation')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('dossierId', '=', dossierId)
		.where('role', '=', 'requesting')
		.executeTakeFirstOrThrow();
	return count;
}
