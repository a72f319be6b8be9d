import { getOrganisation } from '#lib/server/dossier/organisation.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../address.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	readAt(event, 'organisation', async (slug) => ({
		organisation: await getOrganisation(getDb(), event.locals.actor, slug)
	}));
