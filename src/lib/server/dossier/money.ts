import type { Actor } from '#lib/model/actor.ts';
import type { Budget } from '#lib/model/entry-form.ts';
import { mergeTexts } from '#lib/model/form-text.ts';
import type { Localised } from '#lib/model/localised.ts';
import { resolveOrganisation } from '#lib/server/people/naming.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { findFresh, putEntry, recordStep, requireEditor } from './editing.ts';
import { countBudgetLines, listEditableBudget, replacePayers } from './money.rows.ts';

export async function listBudget(db: Db, actor: Actor | null, slug: string) {
	const { id } = await requireEditor(db, actor, slug);
	return listEditableBudget(db, id);
}

/**
 * Saves what money is for, how much (nothing while it is not known), how far it is settled, and
 * who pays: nobody yet, one or several.
 * @throws {AppError} `entry_changed`, `organisation_unknown`, `organisation_ambiguous`, `not_found`
 */
export async function saveBudgetLine(
	db: Db,
	actor: Actor | null,
	slug: string,
	input: Budget
): Promise<string> {
	const dossier = await requireEditor(db, actor, slug);
	return db.transaction().execute(async (trx) => {
		const found = await findFresh(trx, 'budgetLine', dossier.id, input);
		const label = mergeTexts((found?.row.label as Localised | undefined) ?? null, input.label);
		const payers: string[] = [];
		for (const name of input.payer) payers.push(await resolveOrganisation(trx, name, 'payer'));
		const { amount, currency, status } = input;
		const id = await putEntry(trx, 'budgetLine', dossier.id, found ? input.id : undefined, {
			...{ amount, currency, status },
			label: JSON.stringify(label),
			position:
				(found?.row.position as number | undefined) ?? (await countBudgetLines(trx, dossier.id))
		});
		await replacePayers(trx, id, payers);
		await recordStep(trx, dossier, found ? 'budget-changed' : 'budget-added', label);
		return id;
	});
}
