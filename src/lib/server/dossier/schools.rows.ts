import { sql } from 'kysely';
import type { Equipment } from '#lib/model/dossier-entry.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export interface SchoolRow {
	id: string;
	version: string;
	school: OrganisationName;
	payer: OrganisationName | null;
	checkedOn: string | null;
	/** What is known of each part; a part that nobody looked at is missing. */
	details: Partial<Record<Equipment, { ok: boolean }>> & { note?: string };
}

export async function listSchoolRows(db: Db, dossierId: string): Promise<SchoolRow[]> {
	const rows = await db
		.selectFrom('equipmentCheck as c')
		.innerJoin('organisation as o', 'o.id', 'c.organisationId')
		.leftJoin('organisation as payer', 'payer.id', 'c.payerId')
		.select(['c.id', 'c.checkedOn', 'c.details', version('c').as('version')])
		.select(organisationName('o').as('school'))
		.select(organisationName('payer').as('payer'))
		.where('c.dossierId', '=', dossierId)
		.orderBy('o.name')
		.orderBy('c.id')
		.execute();
	return rows as unknown as SchoolRow[];
}

/**
 * The row that a dossier has of a school, if there is one beside `exceptId`. Nobody else looks for
 * one in the dossier until the transaction is over.
 */
export async function findCheck(
	trx: Trx,
	dossierId: string,
	organisationId: string,
	exceptId: string | null
): Promise<{ id: string; name: string | null } | undefined> {
	await sql`SELECT FROM dossier WHERE id = ${dossierId} FOR NO KEY UPDATE`.execute(trx);
	return trx
		.selectFrom('equipmentCheck as c')
		.innerJoin('organisation as o', 'o.id', 'c.organisationId')
		.select(['c.id', 'o.name'])
		.where('c.dossierId', '=', dossierId)
		.where('c.organisationId', '=', organisationId)
		.$if(exceptId !== null, (query) => query.where('c.id', '!=', exceptId!))
		.orderBy('c.id')
		.executeTakeFirst();
}
