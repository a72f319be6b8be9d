import { EntryOnly, School } from '#lib/model/entry-form.ts';
import { removeEntry } from '#lib/server/dossier/editing.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { listSchools, saveSchool } from '#lib/server/dossier/schools.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug }, url }) =>
	orError(async () => ({
		schools: await listSchools(getDb(), actor, slug),
		organisations: await listOrganisationChoices(getDb(), actor, slug),
		open: url.searchParams.get('edit')
	}));

export const actions: Actions = {
	save: saving(School, '/schools', saveSchool),
	remove: saving(EntryOnly, '/schools', (db, actor, slug, input) =>
		removeEntry(db, actor, slug, 'equipmentCheck', 'school', input)
	)
};
