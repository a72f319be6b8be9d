import type { FilmCard } from '#lib/model/film.ts';

export const FACETS = ['subtitles', 'spoken', 'activity', 'year'] as const;
export type Facet = (typeof FACETS)[number];

/** What the address narrows the list by. */
export interface Filter {
	subtitles?: string;
	spoken?: string;
	activity?: string;
	year?: number;
}

const WORD = /^[A-Za-z0-9-]{1,60}$/;

/** Reads the filter; what does not look like a value of ours is left out. */
export function readFilter(query: URLSearchParams): Filter {
	const word = (facet: Facet) => {
		const value = query.get(facet) ?? '';
		return WORD.test(value) ? { [facet]: value } : {};
	};
	const year = /^\d{4}$/.test(query.get('year') ?? '') ? { year: Number(query.get('year')) } : {};
	return { ...word('subtitles'), ...word('spoken'), ...word('activity'), ...year };
}

/** The values that occur in the films, most films first. */
export function countFacets(films: readonly FilmCard[]): Record<Facet, string[]> {
	const values = (of: (film: FilmCard) => string[]) => {
		const counts = new Map<string, number>();
		for (const film of films)
			for (const value of new Set(of(film))) counts.set(value, (counts.get(value) ?? 0) + 1);
		return [...counts]
			.sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
			.map(([value]) => value);
	};
	return {
		subtitles: values((film) => film.tracks.map((track) => track.language)),
		spoken: values((film) => film.audioLanguages),
		activity: values((film) => film.activityTypes),
		year: values((film) => (film.year ? [String(film.year)] : []))
			.sort()
			.reverse()
	};
}

/** The address with one facet set or taken away, the others and the words sought kept. */
export function linkTo(filter: Filter, facet: Facet, value: string | null, q: string): string {
	const query = new URLSearchParams(q ? { q } : {});
	for (const name of FACETS) {
		const chosen = name === facet ? value : filter[name];
		if (chosen !== undefined && chosen !== null) query.set(name, String(chosen));
	}
	const text = query.toString();
	return text ? `/library?${text}` : '/library';
}
