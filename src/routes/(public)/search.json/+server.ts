import { json } from '@sveltejs/kit';
import { readPage } from '#lib/model/page.ts';
import { writeFound } from '#lib/model/search-json.ts';
import { search } from '#lib/server/library/search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const query = (url.searchParams.get('q') ?? '').trim();
	const page = readPage(url.searchParams.get('page'));
	const found = await search(getDb(), locals.actor, query, page);
	return json(writeFound(found, locals.locale));
};
