import type { DatePrecision, OrganisationName } from '#lib/model/organisation.ts';
import type { Localised } from '#lib/model/localised.ts';
import { organisationName } from '#lib/server/people/organisation.rows.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export interface EditableResult {
	id: string;
	version: string;
	date: string | null;
	datePrecision: DatePrecision;
	text: Localised;
	aims: Localised[];
	objectiveId: string | null;
	organisation: OrganisationName | null;
}

/** The results of a dossier with what a form needs to change them, the newest first. */
export async function listEditableResults(db: Db, dossierId: string): Promise<EditableResult[]> {
	const rows = await db
		.selectFrom('result as r')
		.leftJoin('organisation as o', 'o.id', 'r.organisationId')
		.select(['r.id', 'r.date', 'r.datePrecision', 'r.text', 'r.aims', 'r.objectiveId'])
		.select(version('r').as('version'))
		.select(organisationName('o').as('organisation'))
		.where('r.dossierId', '=', dossierId)
		.orderBy('r.date', (order) => order.desc().nullsLast())
		.orderBy('r.id')
		.execute();
	return rows as unknown as EditableResult[];
}
