import { sql, type SelectQueryBuilder } from 'kysely';
import { jsonArrayFrom, jsonObjectFrom } from 'kysely/helpers/postgres';
import type { Actor } from '#lib/model/actor.ts';
import type { Chapter, TrackKind } from '#lib/model/film.ts';
import type { Localised } from '#lib/model/localised.ts';
import type { Db } from '../platform/db.ts';
import type { DB } from '../platform/schema.ts';
import { readableMeeting } from '../people/reading.rows.ts';
import { saidOf } from '../people/refusal.rows.ts';
import { filmVisibleTo } from './visibility.ts';

/** What a list of films can be narrowed by; languages are BCP 47 tags. */
export interface FilmFilter {
	meetingId?: string;
	dossierId?: string;
	subtitles?: string;
	spoken?: string;
	activity?: string;
	year?: number;
}

const tracks = sql<Array<{ language: string; kind: TrackKind }>>`coalesce((
	select json_agg(json_build_object('language', t.language, 'kind', t.kind) order by t.language, t.kind)
	from track t where t.film_id = film.id), '[]')`;

function cards(db: Db, actor: Actor | null) {
	return db
		.selectFrom('film')
		.where(filmVisibleTo(actor))
		.select([
			saidOf('film', 'film.id').as('saidOf'),
			'film.id',
			'film.slug',
			'film.date',
			'film.seconds',
			'film.poster',
			'film.audioLanguages',
			'film.neededLanguages',
			'film.activityTypes',
			sql<Localised>`film.title`.as('title'),
			sql<'public' | 'members'>`case when film.visibility = 'public' and not exists (
				select from dossier d where d.id = film.dossier_id and d.visibility <> 'public')
				then 'public' else 'members' end`.as('visibility'),
			tracks.as('tracks')
		]);
}

function narrow<O>(query: SelectQueryBuilder<DB, 'film', O>, filter: FilmFilter) {
	const { meetingId, dossierId, subtitles, spoken, activity, year } = filter;
	return query
		.$if(dossierId !== undefined, (q) => q.where('film.dossierId', '=', dossierId!))
		.$if(meetingId !== undefined, (q) =>
			q.where(
				sql<boolean>`(exists (select from film_meeting fm where fm.film_id = film.id and fm.meeting_id = ${meetingId})
					or exists (select from agenda_item ai where ai.film_id = film.id and ai.meeting_id = ${meetingId} and ai.removed_at is null))`
			)
		)
		.$if(subtitles !== undefined, (q) =>
			q.where(
				sql<boolean>`exists (select from track t where t.film_id = film.id and t.language = ${subtitles})`
			)
		)
		.$if(spoken !== undefined, (q) => q.where(sql<boolean>`${spoken} = any(film.audio_languages)`))
		.$if(activity !== undefined, (q) =>
			q.where(sql<boolean>`${activity} = any(film.activity_types)`)
		)
		.$if(year !== undefined, (q) => q.where(sql<boolean>`extract(year from film.date) = ${year}`));
}

export function selectFilms(db: Db, actor: Actor | null, filter: FilmFilter) {
	return narrow(cards(db, actor), filter)
		.orderBy('film.date', (order) => order.desc().nullsLast())
		.orderBy('film.importKey')
		.orderBy('film.id')
		.execute();
}

/** By its slug or a former one. */
export function findFilmRow(db: Db, actor: Actor | null, slug: string) {
	return cards(db, actor)
		.where(
			sql<boolean>`(film.slug = ${slug} or film.id = (
				select target_id from former_slug where kind = 'film' and slug = ${slug}
				and not exists (select from film f where f.slug = ${slug})))`
		)
		.select(['film.width', 'film.height', 'film.bytes', 'film.mimeType', 'film.dossierId'])
		.select(sql<Chapter[]>`film.chapters`.as('chapters'))
		.select((eb) => [
			jsonObjectFrom(
				eb
					.selectFrom('organisation')
					.whereRef('organisation.id', '=', 'film.sourceId')
					.select(['slug', 'name', sql<Localised | null>`label`.as('label')])
			).as('source'),
			jsonObjectFrom(
				eb
					.selectFrom('person')
					.whereRef('person.id', '=', 'film.speakerId')
					.select([
						// A name is printed only where there is a basis for it; the query is the gate.
						sql<string | null>`case when publish_name then name end`.as('name'),
						sql<string | null>`role_label`.as('role')
					])
			).as('speaker'),
			jsonObjectFrom(
				eb
					.selectFrom('dossier')
					.whereRef('dossier.id', '=', 'film.dossierId')
					.select([
						'slug',
						sql<Localised>`title`.as('title'),
						sql<Localised | null>`funding -> 'disclaimer'`.as('disclaimer')
					])
			).as('dossier'),
			jsonArrayFrom(
				eb
					.selectFrom('filmMeeting')
					.innerJoin('meeting', 'meeting.id', 'filmMeeting.meetingId')
					.whereRef('filmMeeting.filmId', '=', 'film.id')
					.where(readableMeeting(actor))
					.orderBy('meeting.slug')
					.select([
						'meeting.slug',
						sql<Localised>`meeting.title`.as('title'),
						saidOf('meeting', 'meeting.id').as('saidOf')
					])
			).as('meetings')
		])
		.executeTakeFirst();
}

/** Names of the files on disk, which no reader ever sees. */
export function findFilmFiles(db: Db, actor: Actor | null, slug: string) {
	return cards(db, actor)
		.where('film.slug', '=', slug)
		.select(['film.file', 'film.mimeType'])
		.executeTakeFirst();
}

/** Locks the film against another change of its tracks; only inside a transaction. */
export function lockFilm(db: Db, filmId: string) {
	return db
		.selectFrom('film')
		.select(['id', 'dossierId'])
		.where('id', '=', filmId)
		.forUpdate()
		.executeTakeFirst();
}

export function findFilmDossier(db: Db, filmId: string) {
	return db.selectFrom('film').select('dossierId').where('id', '=', filmId).executeTakeFirst();
}
