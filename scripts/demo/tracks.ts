import type { FilmRecord } from '#lib/model/import/film.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';
import { importTrack } from '#lib/server/library/import.rows.ts';

/** Subtitles of films that are new: only those the record lists, the others are for trying uploads. */
export async function addTracks(trx: Trx, keys: ImportKeys, films: FilmRecord[]): Promise<void> {
	for (const film of films)
		for (const track of film.media.tracks.filter(({ attached }) => attached))
			await importTrack(trx, keys.get(film.id), track, []);
}
