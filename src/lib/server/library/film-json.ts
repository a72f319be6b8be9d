import type { Film, FilmCard } from '#lib/model/film.ts';
import { show } from '#lib/model/localised.ts';

/** A film for programs: `title` in its original language, `titles` in all; addresses absolute. */
export function describeCard(film: FilmCard, origin: string) {
	const absolute = (path: string) => new URL(path, origin).href;
	return {
		slug: film.slug,
		title: show(film.title, film.title.original).text,
		language: film.title.original,
		titles: film.title.texts,
		href: absolute(`/library/${film.slug}`),
		date: film.date,
		durationSec: film.seconds,
		audio: film.audioLanguages,
		activityTypes: film.activityTypes,
		tracks: film.tracks.map(({ language, kind, src }) => {
			const other = (extension: string) => absolute(src.replace('.vtt', `.${extension}`));
			return { language, kind, vtt: other('vtt'), srt: other('srt'), txt: other('txt') };
		}),
		tracksMissing: film.gaps,
		file: absolute(film.src),
		poster: film.poster && absolute(film.poster)
	};
}

/** The same with what only the film's own page says. */
export function describeFilm(film: Film, origin: string) {
	const { source, speaker, dossier, meetings, chapters, width, height, bytes, mimeType } = film;
	return {
		...describeCard(film, origin),
		width,
		height,
		bytes,
		mimeType,
		chapters,
		source: source && {
			slug: source.slug,
			name:
				typeof source.name === 'string' ? source.name : show(source.name, source.name.original).text
		},
		speaker,
		dossier: dossier?.slug ?? null,
		disclaimer: dossier?.disclaimer?.texts ?? null,
		meetings: meetings.map((meeting) => meeting.slug)
	};
}
