import { show } from '#lib/model/localised.ts';
import type { Fact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { LoggedEvent } from '#lib/realtime/events.ts';

/** What is said of something that somebody else did to the agenda; null where it goes without saying. */
export function tellEvent(event: LoggedEvent, state: MeetingState): string | null {
	const fact = { type: event.type, payload: event.payload } as unknown as Fact;
	const name = event.actor ?? '';
	switch (fact.type) {
		case 'item.moved':
		case 'item.postponed': {
			const item = state.items.find(({ id }) => id === fact.payload.itemId);
			return item
				? m.agenda_heard_moved({ name, title: show(item.title, getLocale()).text })
				: null;
		}
		case 'suggestion.made': {
			const { title } = fact.payload.suggestion;
			return m.agenda_heard_suggested({ name, title: show(title, getLocale()).text });
		}
		case 'suggestion.accepted':
		case 'suggestion.declined': {
			const { suggestionId } = fact.payload;
			const suggestion = state.suggestions.find(({ id }) => id === suggestionId);
			if (!suggestion) return null;
			const title = show(suggestion.title, getLocale()).text;
			return fact.type === 'suggestion.accepted'
				? m.agenda_heard_accepted({ title })
				: m.agenda_heard_declined({ title });
		}
		default:
			return null;
	}
}
