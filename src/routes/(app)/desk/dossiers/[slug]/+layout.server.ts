import { openDossier } from '#lib/server/dossier/editing.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params }) => ({
	head: await orError(() => openDossier(getDb(), locals.actor, params.slug))
});
