import type { CalendarSource } from '#lib/model/programme-calendar.ts';
import type { Doubt } from '#lib/model/programme-draft.ts';
import type { SourceLine } from '#lib/model/programme-text.ts';

/** Limits of what is taken in; each has a sentence that names it. */
export const LIMITS = {
	bytes: 8 * 1024 * 1024,
	characters: 400_000,
	pages: 60,
	/** Bytes that one part of a DOCX may have once unpacked. */
	expanded: 24 * 1024 * 1024,
	/** Bytes that all packed streams of a PDF may have together once unpacked. */
	streams: 64 * 1024 * 1024,
	entries: 2000,
	/** Occurrences of one recurring event, and days from its first one. */
	occurrences: 30,
	horizon: 60
} as const;

/** Why a file is not read; each has a sentence `error_intake_<reason>`. */
export type Reason =
	| 'empty'
	| 'too_large'
	| 'too_long'
	| 'binary'
	| 'kind'
	| 'mismatch'
	| 'calendar'
	| 'old_word'
	| 'damaged'
	| 'expanded'
	| 'encrypted'
	| 'scanned'
	| 'garbled'
	| 'pages'
	| 'slow'
	| 'busy';

/** A file that cannot be read, for a reason that a person can be told. */
export class Unreadable extends Error {
	readonly reason: Reason;
	readonly details: Record<string, number>;

	constructor(reason: Reason, details: Record<string, number> = {}) {
		super(reason);
		this.reason = reason;
		this.details = details;
	}
}

/** What a file holds, in the shape that its kind has. */
export interface Reading {
	lines: SourceLine[];
	/** A table whose first row names its columns. */
	rows?: string[][];
	calendar?: CalendarSource;
	/** Running heads and feet that were taken out. */
	removed: string[];
	doubts: Doubt[];
}

export const doubt = (code: Doubt['code'], words: string): Doubt => ({
	code,
	words: words.slice(0, 200).toWellFormed(),
	item: null
});
