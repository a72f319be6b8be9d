import { json } from '@sveltejs/kit';
import { listFilms } from '#lib/server/library/film.ts';
import { describeCard } from '#lib/server/library/film-json.ts';
import { getDb } from '#lib/server/platform/db.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, url }) => {
	const films = await listFilms(getDb(), locals.actor);
	return json({ films: films.map((film) => describeCard(film, url.origin)) });
};
