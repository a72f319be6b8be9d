import type { Localised } from './localised.ts';

/** A field that is left empty although the record needs it. `href` leads to where it is mended. */
export interface Incomplete {
	/** The record's key or address. */
	key: string;
	field: 'status' | 'mode' | 'city' | 'registration.url' | 'date' | 'name';
	subject: Localised;
	href: string;
}

/**
 * Facts that contradict each other: attendance told in words beside the counted list, a programme
 * that was not held as announced, a slot that moved, an unclear status, a result that is newer
 * than everything else on the timeline.
 */
export interface Conflict {
	key: string;
	code: 'attendance' | 'programme' | 'slot' | 'status' | 'result';
	/** What the sources say, in the words of whoever noticed. */
	note: string | null;
	counts: Record<string, number | string>;
	subject: Localised;
	href: string;
}

export interface SubtitleGap {
	key: string;
	language: string;
	subject: Localised;
	href: string;
}

/** Which text it is that was translated; `shared`: one that all dossiers share. */
export type TranslatedText =
	| 'title'
	| 'background'
	| 'disclaimer'
	| 'aim'
	| 'result'
	| 'figure'
	| 'budget'
	| 'summary'
	| 'objective'
	| 'theme'
	| 'modeReason'
	| 'statement'
	| 'opinion'
	| 'name'
	| 'shared'
	| 'report';

/** A translation that does not follow the text it was made of. */
export interface StaleTranslation {
	/** What it belongs to, or the text itself; null: a text that all dossiers share. */
	subject: Localised | null;
	of: TranslatedText;
	language: string;
	href: string;
}

export interface Gaps {
	incomplete: Incomplete[];
	conflicts: Conflict[];
	subtitles: SubtitleGap[];
}
