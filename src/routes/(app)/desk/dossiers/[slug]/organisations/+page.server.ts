import { Organisations } from '#lib/model/dossier-form.ts';
import { listOrganisationChoices } from '#lib/server/dossier/naming.ts';
import { getRoles, saveRoles } from '#lib/server/dossier/roles.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { saving } from '../../saving.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { actor }, params: { slug } }) =>
	orError(async () => ({
		roles: await getRoles(getDb(), actor, slug),
		organisations: await listOrganisationChoices(getDb(), actor, slug)
	}));

export const actions: Actions = { save: saving(Organisations, '/organisations', saveRoles) };
