import type { FilmRecord } from '#lib/model/import/film.ts';
import type { Trx } from '#lib/server/platform/db.ts';
import {
	importFormerSlugs,
	importRow,
	json,
	type ImportKeys
} from '#lib/server/platform/import.ts';

/** Stores films without their cues. Languages needed: those it has been given and those it lacks. */
export async function importFilms(
	trx: Trx,
	keys: ImportKeys,
	records: FilmRecord[],
	dossierId: string
): Promise<FilmRecord[]> {
	const fresh: FilmRecord[] = [];
	for (const record of records) {
		const isNew = await importRow(trx, keys, 'film', {
			importKey: record.id,
			slug: record.slug,
			dossierId,
			title: json(record.title) as string,
			date: record.date,
			sourceId: keys.find(record.source),
			speakerId: keys.find(record.speaker),
			audioLanguages: record.audio,
			neededLanguages: [...record.tracks.map((track) => track.lang), ...record.tracksMissing],
			activityTypes: record.activityTypes,
			originalSeconds: record.durationSec,
			originalChapters: JSON.stringify(record.chapters),
			seconds: record.media.durationSec,
			width: record.media.width,
			height: record.media.height,
			bytes: record.media.bytes,
			mimeType: record.media.mimeType,
			file: record.media.file,
			poster: record.media.poster,
			chapters: JSON.stringify(record.media.chapters),
			provenance: JSON.stringify({ src: record.src, inv: record.inv })
		});
		await importFormerSlugs(trx, 'film', record.formerSlugs, keys.get(record.id));
		if (isNew) fresh.push(record);
	}
	return fresh;
}
