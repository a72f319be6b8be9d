import { redirect } from '@sveltejs/kit';
import type { Film, FilmTrack } from '#lib/model/film.ts';
import { readFilmAddress } from '#lib/player/address.ts';
import { getFilm, hasFilmFile, mayEditFilm } from '#lib/server/library/film.ts';
import { getTrack } from '#lib/server/library/track.ts';
import { getDb } from '#lib/server/platform/db.ts';
import { orError } from '#lib/server/platform/form.ts';
import { replaceSegment } from '../../address.ts';
import type { PageServerLoad } from './$types';

/** The transcript asked for, else in the reader's language, else as spoken, else any. */
function chooseTranscript(film: Film, asked: string | null, locale: string): FilmTrack | undefined {
	const inLanguage = (language: string | null) =>
		film.tracks.find((track) => track.language === language);
	const captions = film.tracks.find((track) => track.kind === 'captions');
	return inLanguage(asked) ?? inLanguage(locale) ?? captions ?? film.tracks[0];
}

export const load: PageServerLoad = ({ params, locals, url }) =>
	orError(async () => {
		const db = getDb();
		const film = await getFilm(db, locals.actor, params.slug);
		if (film.slug !== params.slug) redirect(308, replaceSegment(url, params.slug, film.slug));
		const address = readFilmAddress(url.searchParams);
		const asked = url.searchParams.get('transcript') ?? address.subtitles?.[0] ?? null;
		const track = chooseTranscript(film, asked, locals.locale);
		const [hasFile, canEdit, transcript] = await Promise.all([
			hasFilmFile(db, locals.actor, film.slug),
			mayEditFilm(db, locals.actor, film.slug),
			track ? getTrack(db, locals.actor, film.slug, track.language, track.kind) : null
		]);
		return {
			film,
			hasFile,
			canEdit,
			transcript: transcript && { language: transcript.language, cues: transcript.cues },
			origin: url.origin,
			...address
		};
	});
