import type { Actor } from '#lib/model/actor.ts';
import type { TrackKind } from '#lib/model/film.ts';
import type { Localised } from '#lib/model/localised.ts';
import { foldLetters } from '#lib/model/name-pattern.ts';
import { PAGE_SIZE, rangeOf, type Page } from '#lib/model/page.ts';
import { give } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { selectCueHits, type CueRange } from './cue-search.rows.ts';

/** Words spoken in a film: which film, at which second, in which language. */
export interface CueHit {
	film: { slug: string; title: Localised };
	language: string;
	kind: TrackKind;
	seconds: number;
	text: string;
	href: string;
	/** The how manieth of those found in its film and language, from 1. */
	place: number;
}

/** How many of the first hits stand beside other things that were found, at most so many of one film and language. */
const MOST_FIRST = 30;
const PER_TRACK = 5;

/**
 * Finds cues that hold every word of `q`, whatever the accents and capitals, in films the actor
 * may see, page by page. Newest film first; nothing for fewer than two letters.
 */
export async function searchCues(
	db: Db,
	actor: Actor | null,
	q: string,
	page = 1
): Promise<Page<CueHit>> {
	const { offset } = rangeOf(page);
	const { hits, isWhole } = await findCues(db, actor, q, { limit: PAGE_SIZE, offset });
	return { entries: hits, page, hasMore: !isWhole && hits.length > 0 };
}

/** The first of them, so that no film fills the page, and whether there are more. */
export async function findFirstCues(
	db: Db,
	actor: Actor | null,
	q: string
): Promise<{ hits: CueHit[]; hasMore: boolean }> {
	// One more of each track tells whether anything is left out.
	const range = { limit: 2 * MOST_FIRST, offset: 0, perTrack: PER_TRACK + 1 };
	const found = await findCues(db, actor, q, range);
	const hits = found.hits.filter(({ place }) => place <= PER_TRACK).slice(0, MOST_FIRST);
	const isCut = hits.length < found.hits.length || !found.isWhole;
	return { hits, hasMore: isCut && hits.length > 0 };
}

/** The cues of a range; one row more tells whether it is the whole rest. */
async function findCues(
	db: Db,
	actor: Actor | null,
	q: string,
	range: CueRange
): Promise<{ hits: CueHit[]; isWhole: boolean }> {
	const words = q.normalize('NFC').slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
	if (words.join('').length < 2) return { hits: [], isWhole: true };
	const found = await selectCueHits(db, actor, words, { ...range, limit: range.limit + 1 });
	const rows = found.slice(0, range.limit);
	const isWhole = rows.length === found.length;
	const given = await give(db, rows);
	// Nothing is found by words that are not given out.
	const isThere = ({ text }: { text: string }, n: number) =>
		text === rows[n]!.text || words.every((word) => foldLetters(text).includes(foldLetters(word)));
	const hits = given
		.filter(isThere)
		.map(({ slug, title, language, kind, startMs, text, place }) => {
			const seconds = Math.floor(startMs / 1000);
			const href = `/library/${slug}?t=${seconds}&subtitle=${language}`;
			return { film: { slug, title }, language, kind, seconds, text, href, place: Number(place) };
		});
	return { hits, isWhole };
}
