import * as v from 'valibot';
import { date, localised, maybe, provenance, slug, strings } from './fields.ts';

const Chapter = v.object({ at: v.number(), title: v.string() });

const Track = v.object({
	lang: v.string(),
	kind: v.picklist(['captions', 'subtitles']),
	file: v.string(),
	attached: v.boolean()
});
const Media = v.object({
	file: v.string(),
	mimeType: v.string(),
	poster: maybe(v.string()),
	durationSec: v.number(),
	width: v.number(),
	height: v.number(),
	bytes: v.number(),
	tracks: v.array(Track),
	chapters: v.optional(v.array(Chapter), [])
});

/** A film; `durationSec` and `chapters` are those of the original, `media` the file at hand. */
export const FilmRecord = v.object({
	id: v.string(),
	slug,
	formerSlugs: strings,
	title: localised,
	date: maybe(date),
	source: maybe(v.string()),
	speaker: maybe(v.string()),
	audio: strings,
	tracks: v.optional(v.array(v.object({ lang: v.string(), kind: v.string() })), []),
	tracksMissing: strings,
	durationSec: maybe(v.number()),
	chapters: v.optional(v.array(Chapter), []),
	meetings: strings,
	activityTypes: strings,
	media: Media,
	...provenance
});
export type FilmRecord = v.InferOutput<typeof FilmRecord>;
