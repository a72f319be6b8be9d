import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilmRecord } from '#lib/model/import/film.ts';
import { importTrack } from '#lib/server/library/track.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import type { ImportKeys } from '#lib/server/platform/import.ts';
import { root } from '../paths.ts';

/** Subtitles of films that are new: only those the record lists, the others are for trying uploads. */
export async function addTracks(trx: Trx, keys: ImportKeys, films: FilmRecord[]): Promise<void> {
	for (const film of films)
		for (const { lang, kind, file } of film.media.tracks.filter(({ attached }) => attached)) {
			const bytes = await readFile(join(root, 'demo', file));
			await importTrack(trx, keys.get(film.id), { language: lang, kind, bytes });
		}
}
