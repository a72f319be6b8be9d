import type { AgendaItem } from './agenda.ts';
import type { Command, CommandArgs } from './commands.ts';
import { original } from './localised.ts';
import type { MeetingState, Who } from './meeting.ts';
import { newItem } from './new-item.ts';
import { placeItem } from './placement.ts';
import { MOST_OPEN_SUGGESTIONS, type Suggestion } from './suggestion.ts';
import { nothing, refuse, refusePlace, say, type Decision, type Known } from './verdict.ts';

type SuggestionCommand = Extract<Command, { type: `suggestion.${string}` }>;

/**
 * What becomes of a suggestion: everybody seated makes and withdraws their own, the chair answers.
 * The first answer counts; giving the same one again is a yes without effect.
 */
export function decideSuggestion(
	state: MeetingState,
	who: Who,
	command: SuggestionCommand,
	known: Known
): Decision {
	if (command.type === 'suggestion.add') return suggest(state, who, command.args, known);
	const { suggestionId } = command.args;
	const suggestion = state.suggestions.find((one) => one.id === suggestionId);
	if (!suggestion) return refuse('suggestion_missing');
	switch (command.type) {
		case 'suggestion.withdraw':
			if (suggestion.personId !== who.personId) return refuse('not_allowed');
			if (suggestion.status === 'withdrawn') return nothing;
			return suggestion.status === 'open'
				? say({ type: 'suggestion.withdrawn', payload: { suggestionId } })
				: refuse('suggestion_answered');
		case 'suggestion.decline':
			if (suggestion.status === 'declined') return nothing;
			return suggestion.status === 'open'
				? say({ type: 'suggestion.declined', payload: command.args })
				: refuse('suggestion_answered');
		case 'suggestion.accept':
			if (suggestion.status === 'accepted') return nothing;
			return suggestion.status === 'open'
				? accept(state, suggestion, command.args, known)
				: refuse('suggestion_answered');
	}
}

function suggest(
	state: MeetingState,
	who: Who,
	args: CommandArgs<'suggestion.add'>,
	known: Known
): Decision {
	const open = state.suggestions.filter(
		(one) => one.personId === who.personId && one.status === 'open'
	);
	if (open.length >= MOST_OPEN_SUGGESTIONS) return refuse('suggestions_full');
	const suggestion: Omit<Suggestion, 'at'> = {
		id: known.commandId,
		personId: who.personId,
		name: known.name ?? '',
		title: original(args.titleLanguage ?? 'en', args.title),
		minutes: args.minutes ?? null,
		reason: args.reason || null,
		status: 'open',
		answer: null,
		itemId: null
	};
	return say({ type: 'suggestion.made', payload: { suggestion } });
}

function accept(
	state: MeetingState,
	suggestion: Suggestion,
	args: CommandArgs<'suggestion.accept'>,
	known: Known
): Decision {
	const place = placeItem(state, args, null);
	if (!place) return refusePlace(args);
	const { ranks, ...where } = place;
	const { personId, name } = suggestion;
	const item: AgendaItem = {
		...newItem(known.commandId, suggestion.title, where),
		minutes: args.minutes === undefined ? suggestion.minutes : args.minutes,
		suggestedBy: personId === null ? null : { personId, name }
	};
	const payload = { suggestionId: suggestion.id, item };
	return say({ type: 'suggestion.accepted', payload: ranks ? { ...payload, ranks } : payload });
}
