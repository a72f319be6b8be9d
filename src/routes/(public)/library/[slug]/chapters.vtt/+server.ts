import { error } from '@sveltejs/kit';
import { chapterCues } from '#lib/model/film.ts';
import { writeVtt } from '#lib/model/subtitle-writer.ts';
import { getFilm } from '#lib/server/library/film.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { respondWithText } from '#lib/server/platform/media-response.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ params, locals, request }) =>
	orError(async () => {
		const film = await getFilm(getDb(), locals.actor, params.slug);
		if (film.chapters.length === 0) error(404, { message: 'Not found', code: 'not_found' });
		const text = writeVtt(chapterCues(film.chapters, film.seconds));
		return respondWithText(request, text, {
			type: 'text/vtt; charset=utf-8',
			isPublic: film.visibility === 'public'
		});
	});
