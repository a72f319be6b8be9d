import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { BudgetLine } from '#lib/model/dossier.ts';
import type { Db, Trx } from '#lib/server/platform/db.ts';
import { version } from './editing.rows.ts';

export async function listEditableBudget(
	db: Db,
	dossierId: string
): Promise<Array<BudgetLine & { version: string }>> {
	const rows = await db
		.selectFrom('budgetLine as b')
		.select(['b.id', 'b.label', 'b.amount', 'b.currency', 'b.status', version('b').as('version')])
		.select((eb) =>
			jsonArrayFrom(
				eb
					.selectFrom('budgetPayer as p')
					.innerJoin('organisation as o', 'o.id', 'p.organisationId')
					.whereRef('p.budgetLineId', '=', 'b.id')
					.orderBy('o.name')
					.select(['o.slug', 'o.name', 'o.label', 'o.country', 'o.sector'])
			).as('payers')
		)
		.where('b.dossierId', '=', dossierId)
		.orderBy('b.position')
		.orderBy('b.id')
		.execute();
	return rows as unknown as Array<BudgetLine & { version: string }>;
}

export async function countBudgetLines(trx: Trx, dossierId: string): Promise<number> {
	const { count } = await trx
		.selectFrom('budgetLine')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('dossierId', '=', dossierId)
		.executeTakeFirstOrThrow();
	return count;
}

export async function replacePayers(
	trx: Trx,
	budgetLineId: string,
	organisationIds: string[]
): Promise<void> {
	await trx.deleteFrom('budgetPayer').where('budgetLineId', '=', budgetLineId).execute();
	if (!organisationIds.length) return;
	await trx
		.insertInto('budgetPayer')
		.values(organisationIds.map((organisationId) => ({ budgetLineId, organisationId })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}
