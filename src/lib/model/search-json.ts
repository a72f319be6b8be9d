import { show } from './localised.ts';
import { findNoticeChange } from './notice.ts';
import type { Found } from './search.ts';

/** What was found as data (`/search.json`), in `lang` where the words exist in it. */
export function writeFound(found: Found, lang: string): object {
	const { query, approximate, hits, page, hasMore, hasMoreSpoken } = found;
	const address = (path: string, more: Record<string, string> = {}) =>
		`${path}?${new URLSearchParams({ q: query, ...more })}`;
	return {
		query,
		approximate,
		page,
		// Addresses of the next page, and of all places in films where it is said.
		next: hasMore ? address('/search.json', { page: String(page + 1) }) : null,
		allSpoken: hasMoreSpoken ? address('/library') : null,
		results: hits.map((hit) => ({
			kind: hit.kind,
			id: hit.id,
			title: show(hit.title, lang).text,
			excerpt: show(hit.excerpt, lang)?.text ?? null,
			date: hit.date,
			href: hit.href,
			// Of a cancelled meeting, or a notice whose words are no longer true, as in the timeline of a dossier.
			...(hit.meeting && { change: findNoticeChange(hit.meeting, show(hit.title, lang).lang) })
		}))
	};
}
