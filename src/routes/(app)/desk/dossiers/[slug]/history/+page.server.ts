import { readPage } from '#lib/model/page.ts';
import { listHistory } from '#lib/server/dossier/history.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { leadToFirst } from '../../../../../first-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orError(async () => {
		const page = readPage(url.searchParams.get('page'));
		const steps = await listHistory(getDb(), locals.actor, params.slug, page);
		leadToFirst(url, page, steps.entries);
		return { steps };
	});
