import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orError(async () => ({
		organisation: await getOrganisation(getDb(), locals.actor, params.slug)
	}));
