import { readPage } from '#lib/model/page.ts';
import { search } from '#lib/server/library/search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	found: await search(
		getDb(),
		locals.actor,
		(url.searchParams.get('q') ?? '').trim(),
		readPage(url.searchParams.get('page'))
	)
});
