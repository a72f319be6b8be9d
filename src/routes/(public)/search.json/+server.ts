import { json } from '@sveltejs/kit';
import { writeFound } from '#lib/model/search-json.ts';
import { search } from '#lib/server/library/search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const found = await search(getDb(), locals.actor, (url.searchParams.get('q') ?? '').trim());
	return json(writeFound(found, locals.locale));
};
