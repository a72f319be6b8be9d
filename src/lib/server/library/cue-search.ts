import type { Actor } from '#lib/model/actor.ts';
import type { TrackKind } from '#lib/model/film.ts';
import type { Localised } from '#lib/model/localised.ts';
import { foldLetters } from '#lib/model/name-pattern.ts';
import { give } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { selectCueHits } from './cue-search.rows.ts';

/** Words spoken in a film: which film, at which second, in which language. */
export interface CueHit {
	film: { slug: string; title: Localised };
	language: string;
	kind: TrackKind;
	seconds: number;
	text: string;
	href: string;
}

/**
 * Finds cues that hold every word of `q`, whatever the accents and capitals, in films the actor
 * may see. Newest film first, at most five a track; nothing for fewer than two letters.
 */
export async function searchCues(
	db: Db,
	actor: Actor | null,
	q: string,
	limit = 30
): Promise<CueHit[]> {
	const words = q.normalize('NFC').slice(0, 200).split(/\s+/).filter(Boolean).slice(0, 8);
	if (words.join('').length < 2) return [];
	const rows = await selectCueHits(db, actor, words, limit);
	const given = await give(db, rows);
	// Nothing is found by words that are not given out.
	const isThere = ({ text }: { text: string }, n: number) =>
		text === rows[n]!.text || words.every((word) => foldLetters(text).includes(foldLetters(word)));
	return given.filter(isThere).map(({ slug, title, language, kind, startMs, text }) => {
		const seconds = Math.floor(startMs / 1000);
		const href = `/library/${slug}?t=${seconds}&subtitle=${language}`;
		return { film: { slug, title }, language, kind, seconds, text, href };
	});
}
