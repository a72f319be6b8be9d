/** What became of the meeting that a notice tells of. */
export interface NoticeMeeting {
	isCancelled: boolean;
	/** The meeting's dates now (YYYY-MM-DD); none: not stated. */
	dates: string[];
	/** The dates that the notice's words name, by the language of the words. */
	named: Record<string, string[]>;
	/** What else they name otherwise than it is now, by language. */
	changed?: Record<string, NoticeFact[]>;
}

export type NoticeFact = 'hours' | 'place';

/**
 * The new dates of a meeting (empty: not stated yet), null when it was cancelled. `changed`: the dates
 * are the same, hours or place are not.
 */
export interface MeetingChange {
	to: string[] | null;
	changed?: NoticeFact[];
}

/**
 * What must be said beside the words of a notice in one language, because they are no longer true. Null:
 * they are still true.
 */
export function findNoticeChange(
	{ isCancelled, dates, named, changed }: NoticeMeeting,
	language: string
): MeetingChange | null {
	if (isCancelled) return { to: null };
	const said = named[language];
	if (said && said.join() !== dates.join()) return { to: dates };
	const facts = changed?.[language];
	return facts?.length ? { to: dates, changed: facts } : null;
}
