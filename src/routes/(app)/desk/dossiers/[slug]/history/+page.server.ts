import { readPage } from '#lib/model/page.ts';
import { listHistory } from '#lib/server/dossier/history.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => ({
	steps: await orError(() =>
		listHistory(getDb(), locals.actor, params.slug, readPage(url.searchParams.get('page')))
	)
});
