import { sql } from 'kysely';
import type { Actor } from '#lib/model/actor.ts';
import type { Cue } from '#lib/model/cue.ts';
import type { TrackKind } from '#lib/model/film.ts';
import type { Db } from '../platform/db.ts';
import { filmVisibleTo } from './visibility.ts';

const BATCH = 5000;

/**
 * Puts cues in the place of a film's track in this language and kind. No permission is asked and
 * no transaction opened: call it inside one.
 * @returns the id of the track, new each time
 */
export async function storeTrack(
	db: Db,
	filmId: string,
	language: string,
	kind: TrackKind,
	cues: readonly Cue[]
): Promise<string> {
	await db
		.deleteFrom('track')
		.where('filmId', '=', filmId)
		.where('language', '=', language)
		.where('kind', '=', kind)
		.execute();
	const { id: trackId } = await db
		.insertInto('track')
		.values({ filmId, language, kind })
		.returning('id')
		.executeTakeFirstOrThrow();
	for (let from = 0; from < cues.length; from += BATCH) {
		const rows = cues.slice(from, from + BATCH).map(({ startMs, endMs, text }, i) => ({
			trackId,
			position: from + i,
			startMs,
			endMs,
			text
		}));
		await db.insertInto('cue').values(rows).execute();
	}
	return trackId;
}

/** A track of a film that the actor may see; without `kind`, translated subtitles before captions. */
export function findTrack(
	db: Db,
	actor: Actor | null,
	slug: string,
	language: string,
	kind: TrackKind | null
) {
	return db
		.selectFrom('track')
		.innerJoin('film', 'film.id', 'track.filmId')
		.where(filmVisibleTo(actor))
		.where('film.slug', '=', slug)
		.where(sql<boolean>`lower(track.language) = lower(${language})`)
		.$if(kind !== null, (q) => q.where('track.kind', '=', kind!))
		.orderBy('track.kind', 'desc')
		.select([
			'track.id',
			'film.id as filmId',
			'track.language',
			sql<TrackKind>`track.kind`.as('kind'),
			sql<boolean>`film.visibility = 'public' and not exists (
				select from dossier d where d.id = film.dossier_id and d.visibility <> 'public')`.as('isPublic')
		])
		.executeTakeFirst();
}

export function selectCues(db: Db, trackId: string): Promise<Cue[]> {
	return db
		.selectFrom('cue')
		.select(['startMs', 'endMs', 'text'])
		.where('trackId', '=', trackId)
		.orderBy('position')
		.execute();
}
