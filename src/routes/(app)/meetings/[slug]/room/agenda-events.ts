import type { AgendaItem } from '#lib/model/agenda.ts';
import { show, type Localised } from '#lib/model/localised.ts';
import type { Fact } from '#lib/model/log.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import { readLeft } from '#lib/model/timer.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { LoggedEvent } from '#lib/realtime/events.ts';
import { writeMinutes } from './agenda-words.ts';

/** What an event is about: of several about one thing only the last is worth saying. */
export function subjectOf({ type, payload, seq }: LoggedEvent): string {
	return type.startsWith('timer.') ? `clock of ${String(payload.itemId)}` : String(seq);
}

/**
 * What is said at `now` (ms) of something that somebody else did to the agenda; null where it goes
 * without saying.
 */
export function tellEvent(event: LoggedEvent, state: MeetingState, now: number): string | null {
	const fact = { type: event.type, payload: event.payload } as unknown as Fact;
	const name = event.actor ?? m.notes_somebody();
	switch (fact.type) {
		case 'item.added':
			return m.agenda_heard_added({ name, title: write(fact.payload.item.title) });
		case 'item.moved':
		case 'item.postponed': {
			const item = state.items.find(({ id }) => id === fact.payload.itemId);
			return item ? m.agenda_heard_moved({ name, title: write(item.title) }) : null;
		}
		case 'timer.started':
		case 'timer.paused':
		case 'timer.granted':
			return tellClock(fact, name, state, now);
		case 'suggestion.made':
			return m.agenda_heard_suggested({ name, title: write(fact.payload.suggestion.title) });
		case 'suggestion.accepted':
		case 'suggestion.declined': {
			const { suggestionId } = fact.payload;
			const suggestion = state.suggestions.find(({ id }) => id === suggestionId);
			if (!suggestion) return null;
			const title = write(suggestion.title);
			return fact.type === 'suggestion.accepted'
				? m.agenda_heard_accepted({ title })
				: m.agenda_heard_declined({ title });
		}
		default:
			return null;
	}
}

/** Nobody is told of the clock of an item that is over meanwhile. */
function tellClock(
	{ type, payload }: Extract<Fact, { type: `timer.${string}` }>,
	name: string,
	state: MeetingState,
	now: number
): string | null {
	const item = state.items.find(({ id }) => id === payload.itemId);
	if (!item || state.currentItemId !== item.id) return null;
	if (type === 'timer.paused') return m.agenda_heard_paused({ name });
	if (type === 'timer.started') return m.agenda_heard_started({ name });
	return m.agenda_heard_granted({ name, left: tellLeft(item, now) });
}

/** How much time an item has left at `now` (ms), in whole minutes. */
export function tellLeft(item: AgendaItem, now: number): string {
	const left = readLeft(item, now) ?? 0;
	const time = writeMinutes(Math.round(Math.abs(left) / 60_000));
	return left < 0 ? m.agenda_over({ time }) : m.agenda_left({ time });
}

const write = (title: Localised) => show(title, getLocale()).text;
