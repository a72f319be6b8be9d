import { chooseTrack, type FilmTrack } from '#lib/model/film.ts';

interface Wishes {
	/** From `?subtitle=`; `[]` is off, `null` is no wish. */
	address: string[] | null;
	/** What this device showed last. */
	device: string[] | null;
	/** The reader's language. */
	reader: string;
}

/**
 * The languages of the two subtitle rows to begin with, `''` being off: what the address asks,
 * else what this device showed last as far as the film has it, else the reader's language.
 */
export function chooseRows(
	film: { tracks: readonly FilmTrack[]; audioLanguages: readonly string[] },
	{ address, device, reader }: Wishes
): [string, string] {
	const has = (language: string) => film.tracks.some((track) => track.language === language);
	const wished = address ?? device;
	const found = (wished ?? []).filter(has);
	if (wished && (wished.length === 0 || found.length > 0)) return [found[0] ?? '', found[1] ?? ''];
	return [chooseTrack(film.tracks, film.audioLanguages, reader)?.language ?? '', ''];
}
