import type { Equipment } from '#lib/model/dossier-entry.ts';
import type { OrganisationName } from '#lib/model/organisation.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
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
