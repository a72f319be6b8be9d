import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { TrackKind } from '#lib/model/film.ts';
import type { Localised } from '#lib/model/localised.ts';
import { likeAnywhere } from '#lib/model/search.ts';
import { saidOf } from '../people/refusal.rows.ts';
import type { Db } from '../platform/db.ts';
import { filmVisibleTo } from './visibility.ts';

/** Which of the cues found are asked for; `perTrack`: at most so many of one film and language. */
export interface CueRange {
	limit: number;
	offset: number;
	perTrack?: number;
}

export function selectCueHits(
	db: Db,
	actor: Actor | null,
	words: string[],
	{ limit, offset, perTrack }: CueRange
) {
	const like = words.map(likeAnywhere);
	return db
		.with('hit', (with_) =>
			with_
				.selectFrom('cue')
				.innerJoin('track', 'track.id', 'cue.trackId')
				.innerJoin('film', 'film.id', 'track.filmId')
				.where(filmVisibleTo(actor))
				.where((eb) =>
					eb.and(like.map((word) => sql<boolean>`plain(cue.text) like plain(${word})`))
				)
				.select([
					saidOf('film', 'film.id').as('saidOf'),
					'film.slug',
					'film.date',
					sql<Localised>`film.title`.as('title'),
					'track.language',
					sql<TrackKind>`track.kind`.as('kind'),
					'cue.startMs',
					'cue.text',
					sql<number>`row_number() over (partition by track.id order by cue.position)`.as('place')
				])
		)
		.selectFrom('hit')
		.selectAll()
		.$if(perTrack !== undefined, (query) => query.where('place', '<=', perTrack!))
		.orderBy('date', (order) => order.desc().nullsLast())
		.orderBy('slug')
		.orderBy('language')
		.orderBy('startMs')
		.orderBy('kind')
		.limit(limit)
		.offset(offset)
		.execute();
}
