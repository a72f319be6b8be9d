import { includes, type Actor } from '#lib/model/actor.ts';
import {
	findGaps,
	type Film,
	type FilmCard,
	type FilmTrack,
	type TrackKind
} from '#lib/model/film.ts';
import { levelIn } from '../people/permissions.ts';
import { give, type Given } from '../people/refusal.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { openMedia, type Media } from '../platform/storage.ts';
import { findFilmFiles, findFilmRow, selectFilms, type FilmFilter } from './film.rows.ts';

type Row = Given<Awaited<ReturnType<typeof selectFilms>>[number]>;

function addressTracks(
	slug: string,
	tracks: Array<{ language: string; kind: TrackKind }>
): FilmTrack[] {
	return tracks.map(({ language, kind }) => {
		const isAlone = tracks.filter((other) => other.language === language).length === 1;
		const src = `/library/${slug}/subtitles/${language}.vtt${isAlone ? '' : `?kind=${kind}`}`;
		return { language, kind, src };
	});
}

function readCard(row: Row): FilmCard {
	const { id, slug, title, date, seconds, audioLanguages, activityTypes, visibility } = row;
	return {
		id,
		slug,
		title,
		seconds,
		src: `/library/${slug}/film.mp4`,
		poster: row.poster ? `/library/${slug}/poster.jpg` : null,
		tracks: addressTracks(slug, row.tracks),
		date,
		year: date ? Number(date.slice(0, 4)) : null,
		audioLanguages,
		activityTypes,
		gaps: findGaps(row.neededLanguages, audioLanguages, row.tracks),
		visibility
	};
}

/** The films that the actor may see, newest first; a meeting's or a dossier's where asked. */
export async function listFilms(
	db: Db,
	actor: Actor | null,
	filter: FilmFilter = {}
): Promise<FilmCard[]> {
	return (await give(db, await selectFilms(db, actor, filter))).map(readCard);
}

/**
 * A film with all its page says, by its slug or a former one: compare `slug` to redirect.
 * @throws {AppError} `not_found`
 */
export async function getFilm(db: Db, actor: Actor | null, slug: string): Promise<Film> {
	const found = await findFilmRow(db, actor, slug);
	if (!found) throw notFound();
	const row = await give(db, found);
	const { width, height, bytes, mimeType, chapters, speaker, dossier, meetings, source } = row;
	return {
		...readCard(row),
		width,
		height,
		bytes,
		mimeType,
		chapters,
		speaker,
		dossier,
		meetings,
		source: source && { slug: source.slug, name: source.name ?? source.label ?? source.slug }
	};
}

export interface FilmMedia {
	media: Media;
	type: string;
	isPublic: boolean;
}

/**
 * The film or its poster, to send.
 * @throws {AppError} `not_found`: no such film for this actor, or the file is not on the disk
 */
export async function getFilmMedia(
	db: Db,
	actor: Actor | null,
	slug: string,
	part: 'film' | 'poster'
): Promise<FilmMedia> {
	const row = await findFilmFiles(db, actor, slug);
	const name = part === 'film' ? row?.file : row?.poster;
	const media = name ? await openMedia(name) : null;
	if (!row || !media) throw notFound();
	const type = part === 'film' ? row.mimeType : 'image/jpeg';
	return { media, type, isPublic: row.visibility === 'public' };
}

/** Whether the film's file is on the disk, for a page that says so instead of an empty player. */
export async function hasFilmFile(db: Db, actor: Actor | null, slug: string): Promise<boolean> {
	const row = await findFilmFiles(db, actor, slug);
	return row !== undefined && (await openMedia(row.file)) !== null;
}

/** Whether the actor may change the film's subtitles: level edit in its dossier. */
export async function mayEditFilm(db: Db, actor: Actor | null, slug: string): Promise<boolean> {
	if (!actor) return false;
	const film = await findFilmRow(db, actor, slug);
	if (!film) return false;
	if (film.dossierId === null) return actor.isAdmin;
	return includes(await levelIn(db, actor, film.dossierId), 'edit');
}

/**
 * A film that the actor may edit.
 * @throws {AppError} `not_found`
 */
export async function getEditableFilm(db: Db, actor: Actor | null, slug: string): Promise<Film> {
	if (!(await mayEditFilm(db, actor, slug))) throw notFound();
	return getFilm(db, actor, slug);
}
