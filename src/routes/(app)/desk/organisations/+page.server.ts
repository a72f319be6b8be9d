import { readPage } from '#lib/model/page.ts';
import { listOrganisationsToEdit } from '#lib/server/people/organisations.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { leadToFirst } from '../../../first-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
	orError(async () => {
		const query = (url.searchParams.get('q') ?? '').slice(0, 200);
		const page = readPage(url.searchParams.get('page'));
		const found = await listOrganisationsToEdit(getDb(), locals.actor, query, page);
		leadToFirst(url, page, found.entries);
		return { query, organisations: found };
	});
