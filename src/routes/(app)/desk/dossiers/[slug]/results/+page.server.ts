import { Aim, EntryOnly, Move, Result } from '#lib/model/entry-form.ts';
import { listAims, moveAim, saveAim } from '#lib/server/dossier/aims.ts';
import { removeEntry } from '#lib/server/dossier/editing.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { listResults, saveResult } from '#lib/server/dossier/results.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

const HERE = '/results';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		aims: await listAims(getDb(), actor, slug),
		results: await listResults(getDb(), actor, slug),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	aim: saving(Aim, HERE, saveAim),
	move: saving(Move, HERE, moveAim),
	removeAim: saving(EntryOnly, HERE, (db, actor, slug, input) =>
		removeEntry(db, actor, slug, 'objective', 'aim', input)
	),
	save: saving(Result, HERE, saveResult),
	remove: saving(EntryOnly, HERE, (db, actor, slug, input) =>
		removeEntry(db, actor, slug, 'result', 'result', input)
	)
};
