import type { Actor } from '#lib/model/actor.ts';
import type { Cue } from '#lib/model/cue.ts';
import type { TrackKind } from '#lib/model/film.ts';
import { lintCues, type Warning } from '#lib/model/subtitle-lint.ts';
import { readSubtitles, type Subtitles } from '#lib/model/subtitles.ts';
import { requireLevel } from '../people/permissions.ts';
import { giveWords } from '../people/refusal.ts';
import type { Db, Trx } from '../platform/db.ts';
import { AppError, notFound } from '../platform/errors.ts';
import { findFilmDossier, lockFilm } from './film.rows.ts';
import { findTrack, selectCues, storeTrack } from './track.rows.ts';

export interface TrackInput {
	/** BCP 47 tag. */
	language: string;
	kind: TrackKind;
	/** The file as it was uploaded. */
	bytes: Uint8Array;
}

export type StoredTrack = Subtitles & { trackId: string; warnings: Warning[] };

function readLanguage(tag: string): string {
	try {
		const [language] = tag.length <= 35 ? Intl.getCanonicalLocales(tag) : [];
		if (language) return language;
	} catch {
		// falls through to the refusal
	}
	throw new AppError('library_language', 422, 'This is not a language tag such as "fr".').about(
		'language'
	);
}

async function readAndStore(trx: Db, filmId: string, input: TrackInput): Promise<StoredTrack> {
	const language = readLanguage(input.language);
	const reading = readSubtitles(input.bytes);
	if (!reading.ok)
		throw new AppError(
			`library_refused_${reading.what}`,
			422,
			`This is not a subtitle file: ${reading.what.replaceAll('_', ' ')}.`
		).about('file');
	if (!(await lockFilm(trx, filmId))) throw notFound();
	const trackId = await storeTrack(trx, filmId, language, input.kind, reading.cues);
	return { ...reading, trackId, warnings: lintCues(reading.cues) };
}

/**
 * Reads a subtitle file and puts it in the place of the film's track in that language.
 * Needs level edit in the film's dossier.
 * @throws {AppError} `not_found`, `library_language`, `library_refused_<what>`
 */
export async function replaceTrack(
	db: Db,
	actor: Actor | null,
	filmId: string,
	input: TrackInput
): Promise<StoredTrack> {
	const film = await findFilmDossier(db, filmId);
	if (!film) throw notFound();
	await requireLevel(db, actor, film.dossierId, 'edit');
	return db.transaction().execute((trx) => readAndStore(trx, filmId, input));
}

/** The same for an import that runs with the machine's own right, inside its transaction. */
export function importTrack(trx: Trx, filmId: string, input: TrackInput): Promise<StoredTrack> {
	return readAndStore(trx, filmId, input);
}

export interface Track {
	id: string;
	language: string;
	kind: TrackKind;
	isPublic: boolean;
	cues: Cue[];
}

/**
 * A film's subtitles in a language, with their cues.
 * @throws {AppError} `not_found`
 */
export async function getTrack(
	db: Db,
	actor: Actor | null,
	slug: string,
	language: string,
	kind: TrackKind | null = null
): Promise<Track> {
	const track = await findTrack(db, actor, slug, language, kind);
	if (!track) throw notFound();
	const { filmId, ...head } = track;
	const cues = await selectCues(db, track.id);
	return giveWords(db, `film/${filmId}`, { ...head, cues });
}
