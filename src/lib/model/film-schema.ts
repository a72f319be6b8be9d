import type { VideoObject, WithContext } from 'schema-dts';
import type { Film } from './film.ts';
import { show } from './localised.ts';

/** Film as schema.org VideoObject for search engines; addresses absolute. */
export function describeVideo(
	film: Film,
	origin: string,
	locale: string
): WithContext<VideoObject> {
	const absolute = (path: string) => new URL(path, origin).href;
	const title = show(film.title, locale);
	return {
		'@context': 'https://schema.org',
		'@type': 'VideoObject',
		name: title.text,
		description: title.text,
		url: absolute(`/library/${film.slug}`),
		contentUrl: absolute(film.src),
		thumbnailUrl: film.poster ? absolute(film.poster) : undefined,
		uploadDate: film.date ?? undefined,
		duration: `PT${Math.round(film.seconds)}S`,
		inLanguage: film.audioLanguages,
		caption: film.tracks.map(({ language, src }) => ({
			'@type': 'MediaObject',
			encodingFormat: 'text/vtt',
			inLanguage: language,
			contentUrl: absolute(src)
		})),
		hasPart: film.chapters.map(({ at, title: name }, i) => ({
			'@type': 'Clip',
			name,
			startOffset: at,
			endOffset: film.chapters[i + 1]?.at ?? film.seconds,
			url: absolute(`/library/${film.slug}?t=${Math.floor(at)}`)
		}))
	};
}
