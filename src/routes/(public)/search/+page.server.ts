import { readPage } from '#lib/model/page.ts';
import { search } from '#lib/server/library/search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { leadToFirst } from '../../first-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const query = (url.searchParams.get('q') ?? '').trim();
	const page = readPage(url.searchParams.get('page'));
	const found = await search(getDb(), locals.actor, query, page);
	leadToFirst(url, page, found.hits);
	return { found };
};
