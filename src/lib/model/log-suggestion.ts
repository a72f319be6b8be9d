import type { Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';
import { sortSuggestions, type Suggestion } from './suggestion.ts';

type SuggestionFact = Extract<Fact, { type: `suggestion.${string}` }>;

/** Suggestions after one was made at `at` (ISO), withdrawn or answered. */
export function applySuggestionFact(
	state: MeetingState,
	{ type, payload }: SuggestionFact,
	at: string
): MeetingState {
	if (type === 'suggestion.made') {
		const made: Suggestion = { ...payload.suggestion, at };
		return { ...state, suggestions: sortSuggestions([...state.suggestions, made]) };
	}
	const change = (): Partial<Suggestion> => {
		switch (type) {
			case 'suggestion.withdrawn':
				return { status: 'withdrawn' };
			case 'suggestion.declined':
				return { status: 'declined', answer: payload.reason };
			case 'suggestion.accepted':
				return { status: 'accepted', itemId: payload.item.id };
		}
	};
	const suggestions = state.suggestions.map((one) =>
		one.id === payload.suggestionId ? { ...one, ...change() } : one
	);
	return { ...state, suggestions };
}
