import { readPage } from '#lib/model/page.ts';
import { listFilms } from '#lib/server/library/film.ts';
import { searchCues } from '#lib/server/library/cue-search.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { leadToFirst } from '../../first-page.ts';
import type { PageServerLoad } from './$types';
import { countFacets, readFilter } from './facets.ts';

export const csr = false;

export const load: PageServerLoad = async ({ locals, url }) => {
	const db = getDb();
	const q = (url.searchParams.get('q') ?? '').trim().slice(0, 200);
	const filter = readFilter(url.searchParams);
	const all = await listFilms(db, locals.actor);
	const films = Object.keys(filter).length ? await listFilms(db, locals.actor, filter) : all;
	const page = readPage(url.searchParams.get('page'));
	const hits = await searchCues(db, locals.actor, q, page);
	leadToFirst(url, page, hits.entries);
	return { q, hits, films, filter, facets: countFacets(all) };
};
