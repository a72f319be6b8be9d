import { json } from '@sveltejs/kit';
import { show } from '#lib/model/localised.ts';
import { search } from '#lib/server/library/search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const found = await search(getDb(), locals.actor, (url.searchParams.get('q') ?? '').trim());
	return json({
		query: found.query,
		approximate: found.approximate,
		results: found.hits.map((hit) => ({
			kind: hit.kind,
			id: hit.id,
			title: show(hit.title, locals.locale).text,
			excerpt: show(hit.excerpt, locals.locale)?.text ?? null,
			date: hit.date,
			href: hit.href
		}))
	});
};
