import type { Localised } from './localised.ts';

export const LONGEST_REASON = 500;
/** So many unanswered suggestions one person may have in a meeting. */
export const MOST_OPEN_SUGGESTIONS = 3;

/** An item that somebody seated asks for. Everybody sees it and what became of it. */
export interface Suggestion {
	id: string;
	personId: string | null;
	name: string;
	title: Localised;
	minutes: number | null;
	reason: string | null;
	status: 'open' | 'accepted' | 'declined' | 'withdrawn';
	/** Why it was declined. */
	answer: string | null;
	/** The item it became. */
	itemId: string | null;
	/** ISO instant at which it was made. */
	at: string;
}

/** Oldest first. */
export function sortSuggestions(suggestions: readonly Suggestion[]): Suggestion[] {
	return [...suggestions].sort((a, b) =>
		a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1
	);
}
