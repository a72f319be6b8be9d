/** What became of the meeting that a notice tells of. */
export interface NoticeMeeting {
	isCancelled: boolean;
	/** The meeting's dates now (YYYY-MM-DD); none: not stated. */
	dates: string[];
	/** The dates that the notice's words name, by the language of the words. */
	named: Record<string, string[]>;
}

/** The new dates of a meeting (empty: not stated yet), null when it was cancelled. */
export interface MeetingChange {
	to: string[] | null;
}

/**
 * What must be said beside the words of a notice in one language, because they are no longer true. Null:
 * they are still true.
 */
export function findNoticeChange(
	{ isCancelled, dates, named }: NoticeMeeting,
	language: string
): MeetingChange | null {
	if (isCancelled) return { to: null };
	const said = named[language];
	return said && said.join() !== dates.join() ? { to: dates } : null;
}
