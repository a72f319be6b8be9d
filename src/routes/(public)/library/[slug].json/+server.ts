import { json, redirect } from '@sveltejs/kit';
import { getFilm } from '#lib/server/library/film.ts';
import { describeFilm } from '#lib/server/library/film-json.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { replaceSegment } from '../../address.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals, url }) =>
	orError(async () => {
		const film = await getFilm(getDb(), locals.actor, params.slug);
		if (film.slug !== params.slug) redirect(308, replaceSegment(url, params.slug, film.slug));
		return json(describeFilm(film, url.origin));
	});
