import type { Actor } from '#lib/model/actor.ts';
import { original } from '#lib/model/localised.ts';
import { cutPage, rangeOf } from '#lib/model/page.ts';
import { writeTeaser } from '#lib/model/rich-text.ts';
import { HIT_KINDS, likeAnywhere, readWords, type Found, type Hit } from '#lib/model/search.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { findFirstCues, type CueHit } from './cue-search.ts';
import { listForms, listHits } from './search.rows.ts';
import { lookUp, type Meaning } from './vocabulary.ts';

const MOST_ALIKE = 10;

/**
 * Finds dossiers, reports, meetings, events, films, spoken words, publications and organisations
 * in what the actor may read: by any of their names, with or without accents. Page by page; the
 * first one also has the first places where it is spoken.
 */
export async function search(db: Db, actor: Actor | null, query: string, page = 1): Promise<Found> {
	const words = readWords(query);
	if (!words.length)
		return { query, hits: [], approximate: false, page, hasMore: false, hasMoreSpoken: false };
	const forms = await listForms(db, words);
	const sought = words.map((word, n) => ({ word, patterns: forms[n]!.map(likeAnywhere) }));
	const [rows, spoken] = await Promise.all([
		listHits(db, actor, sought, rangeOf(page)),
		page === 1 ? findFirstCues(db, actor, query) : { hits: [], hasMore: false }
	]);
	const written = cutPage(rows, page);
	const exact = [...written.entries, ...spoken.hits.map(toHit)];
	const isExact = exact.length > 0 || page > 1;
	const hits = (isExact ? exact : await findAlike(db, actor, forms)).map(writeExcerpt);
	return {
		query,
		hits: HIT_KINDS.flatMap((kind) => hits.filter((hit) => hit.kind === kind)),
		approximate: !isExact && hits.length > 0,
		page,
		hasMore: written.hasMore,
		hasMoreSpoken: spoken.hasMore
	};
}

/**
 * For typing mistakes: a word that stands nowhere gives way to those it looks like, and one that
 * stands somewhere is kept. If that leads to nothing the reader may see, every word may be mistyped:
 * so nobody learns which words stand only where they may not read.
 */
async function findAlike(db: Db, actor: Actor | null, forms: string[][]): Promise<Hit[]> {
	const meanings = await Promise.all(
		forms.map(async (own) => ({ own, ...(await lookUp(db, own[0] ?? '')) }))
	);
	const find = (isRight: (meaning: Meaning) => boolean) => {
		const sought = meanings.map((one) =>
			isRight(one) ? one.own : [...one.own, ...one.neighbours]
		);
		if (sought.every((words, n) => words.length === forms[n]!.length)) return [];
		return listHits(
			db,
			actor,
			sought.map((words) => ({ word: words[0]!, patterns: words.map(likeAnywhere) })),
			{ limit: MOST_ALIKE, offset: 0 }
		);
	};
	const corrected = await find(({ isKnown }) => isKnown);
	if (corrected.length || !meanings.some(({ isKnown }) => isKnown)) return corrected;
	return find(() => false);
}

/** A dossier is excerpted by its background, which has marks and may be long. */
function writeExcerpt(hit: Hit): Hit {
	return hit.kind === 'dossier' && hit.excerpt
		? { ...hit, excerpt: writeTeaser(hit.excerpt) }
		: hit;
}

function toHit(cue: CueHit): Hit {
	return {
		kind: 'cue',
		id: `${cue.film.slug}-${cue.language}-${cue.seconds}-${cue.text.length}`,
		title: cue.film.title,
		excerpt: original(cue.language, cue.text),
		href: cue.href,
		date: null,
		seconds: cue.seconds
	};
}
