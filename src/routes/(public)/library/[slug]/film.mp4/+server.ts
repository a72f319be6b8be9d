import { getFilmMedia } from '#lib/server/library/film.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { respondWithMedia } from '#lib/server/platform/media-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals, request }) =>
	orError(async () => {
		const found = await getFilmMedia(getDb(), locals.actor, params.slug, 'film');
		return respondWithMedia(request, found.media, found);
	});

export const HEAD = GET;
