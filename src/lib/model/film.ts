import type { Cue } from './cue.ts';
import type { Localised } from './localised.ts';

export const TRACK_KINDS = ['captions', 'subtitles'] as const;
/** `captions` are in the spoken language, `subtitles` translate. */
export type TrackKind = (typeof TRACK_KINDS)[number];

/** A subtitle track by its address. */
export interface FilmTrack {
	language: string;
	kind: TrackKind;
	src: string;
}

/** A film as the room needs it: where the files are, how long (s), which subtitles there are. */
export interface FilmChoice {
	id: string;
	slug: string;
	title: Localised;
	seconds: number;
	src: string;
	poster: string | null;
	tracks: FilmTrack[];
}

/** A place in a film, in seconds from its start. */
export interface Chapter {
	at: number;
	title: string;
}

/** A film as the library lists it. */
export interface FilmCard extends FilmChoice {
	date: string | null;
	year: number | null;
	audioLanguages: string[];
	activityTypes: string[];
	/** Needed languages in which there is neither a track nor the spoken word. */
	gaps: string[];
	visibility: 'public' | 'members';
}

/** Whoever has a page of their own, by its address and name. */
export interface FilmLink {
	slug: string;
	title: Localised;
}

/** A film with all that its page says. */
export interface Film extends FilmCard {
	width: number | null;
	height: number | null;
	bytes: number;
	mimeType: string;
	chapters: Chapter[];
	source: { slug: string; name: string | Localised } | null;
	/** The speaker's name only where there is a basis for it, else their role. */
	speaker: { name: string | null; role: string | null } | null;
	/** With the sentence of its funder, if any. */
	dossier: (FilmLink & { disclaimer: Localised | null }) | null;
	meetings: FilmLink[];
}

/** Languages needed but neither spoken nor subtitled. */
export function findGaps(
	needed: string[],
	spoken: string[],
	tracks: Pick<FilmTrack, 'language'>[]
): string[] {
	const have = new Set([...spoken, ...tracks.map((track) => track.language)]);
	return needed.filter((language) => !have.has(language));
}

/**
 * The track to show first: the reader's language, but none when the film speaks it already.
 */
export function chooseTrack(
	tracks: readonly FilmTrack[],
	spoken: readonly string[],
	reader: string
): FilmTrack | null {
	if (spoken.includes(reader)) return null;
	const subtitles = tracks.find((track) => track.language === reader);
	return subtitles ?? null;
}

/** Chapters as cues: each lasts until the next one, the last until the end of the film (s). */
export function chapterCues(chapters: readonly Chapter[], seconds: number): Cue[] {
	return chapters
		.map(({ at, title }, i) => ({
			startMs: Math.round(at * 1000),
			endMs: Math.round((chapters[i + 1]?.at ?? seconds) * 1000),
			text: title
		}))
		.filter((cue) => cue.endMs > cue.startMs);
}
