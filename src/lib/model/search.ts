import type { Localised } from './localised.ts';
import type { NoticeMeeting } from './notice.ts';

/** What can be found, in the order in which kinds are shown. */
export const HIT_KINDS = [
	'dossier',
	'report',
	'meeting',
	'event',
	'film',
	'cue',
	'publication',
	'organisation'
] as const;
export type HitKind = (typeof HIT_KINDS)[number];

export interface Hit {
	kind: HitKind;
	id: string;
	title: Localised;
	/** What it says, or the spoken words of a cue. */
	excerpt: Localised | null;
	href: string;
	date: string | null;
	/** Second at which a cue is spoken. */
	seconds?: number;
	/** Of a meeting, or a notice of one: the meeting as it is now. */
	meeting?: NoticeMeeting | null;
}

export interface Found {
	query: string;
	hits: Hit[];
	/** True when nothing fits exactly and these only look alike. */
	approximate: boolean;
	/** Which page of what was found this is, from 1. */
	page: number;
	hasMore: boolean;
	/** More is spoken than the first places, which stand on the first page. */
	hasMoreSpoken: boolean;
}

const MOST_WORDS = 8;

/** The words of a query, at most eight, shortest noise left out. */
export function readWords(query: string): string[] {
	const words = query.normalize('NFC').slice(0, 200).split(/\s+/).filter(Boolean);
	const long = words.filter((word) => /[\p{L}\p{N}]{2}/u.test(word));
	return (long.length ? long : words).slice(0, MOST_WORDS);
}

/** A LIKE pattern that finds `word` anywhere; `%`, `_` and `\` in it are ordinary characters. */
export function likeAnywhere(word: string): string {
	return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}
