import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { TrackKind } from '#lib/model/film.ts';
import type { Localised } from '#lib/model/localised.ts';
import { likeAnywhere } from '#lib/model/search.ts';
import { saidOf } from '../people/refusal.rows.ts';
import type { Db } from '../platform/db.ts';
import { filmVisibleTo } from './visibility.ts';

/** At most so many hits of one film and language, that no film fills the page. */
const PER_TRACK = 5;

export function selectCueHits(db: Db, actor: Actor | null, words: string[], limit: number) {
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
		.where('place', '<=', PER_TRACK)
		.orderBy('date', (order) => order.desc().nullsLast())
		.orderBy('slug')
		.orderBy('language')
		.orderBy('startMs')
		.limit(limit)
		.execute();
}
