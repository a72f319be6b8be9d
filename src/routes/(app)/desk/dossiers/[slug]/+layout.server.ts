import { openDossier } from '#lib/server/dossier/editing.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { readAt } from '../../../../(public)/address.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = (event) =>
	readAt(event, 'dossier', async (slug) => ({
		head: await openDossier(getDb(), event.locals.actor, slug)
	}));
