import { Budget, EntryOnly } from '#lib/model/entry-form.ts';
import { removeEntry } from '#lib/server/dossier/editing.ts';
import { listBudget, saveBudgetLine } from '#lib/server/dossier/money.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		budget: await listBudget(getDb(), actor, slug),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(Budget, '/money', saveBudgetLine),
	remove: saving(EntryOnly, '/money', (db, actor, slug, input) =>
		removeEntry(db, actor, slug, 'budgetLine', 'budget', input)
	)
};
