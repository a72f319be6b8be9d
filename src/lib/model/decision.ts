import { nextItem, type AgendaItem } from './agenda.ts';
import type { Command, CommandArgs } from './commands.ts';
import { decideFilm } from './decision-film.ts';
import { decideDay } from './decision-day.ts';
import { decideSuggestion } from './decision-suggestion.ts';
import { decideTake } from './decision-template.ts';
import { decideTimer } from './decision-timer.ts';
import { original } from './localised.ts';
import type { MeetingState, Who } from './meeting.ts';
import { newItem } from './new-item.ts';
import { placeAtDayEnd, placeItem } from './placement.ts';
import { positionAt } from './playback.ts';
import {
	findItem,
	nothing,
	refuse,
	refusePlace,
	say,
	type Decision,
	type Known
} from './verdict.ts';

/**
 * True when this person may send this command now: the chair all, everybody suggestions, an item's
 * speakers its films.
 */
export function mayCommand(state: MeetingState, who: Who, type: Command['type']): boolean {
	if (who.canChair || type === 'suggestion.add' || type === 'suggestion.withdraw') return true;
	if (!type.startsWith('film.')) return false;
	const current = state.items.find((item) => item.id === state.currentItemId);
	return current?.speakers.some((speaker) => speaker.personId === who.personId) ?? false;
}

/**
 * The rule of the meeting: what a command by `who` makes happen in `state`. Pure, shared by server
 * (which decides) and browser (which hopes).
 */
export function decide(state: MeetingState, who: Who, command: Command, known: Known): Decision {
	if (!mayCommand(state, who, command.type)) return refuse('not_allowed');
	if (state.status === 'held')
		return command.type === 'meeting.close' ? nothing : refuse('meeting_closed');
	if (state.status === 'cancelled') return refuse('meeting_cancelled');
	if (isOf(command, 'film.')) return decideFilm(state, command, known);
	if (isOf(command, 'suggestion.')) return decideSuggestion(state, who, command, known);
	if (isOf(command, 'day.') || isOf(command, 'part.')) return decideDay(state, command, known);
	switch (command.type) {
		case 'agenda.take':
			return decideTake(state, command.args, known);
		case 'meeting.open':
			return state.status === 'open' ? nothing : say({ type: 'meeting.opened', payload: {} });
		case 'meeting.close': {
			const film = state.playback;
			const position = film && positionAt(film, known.now);
			const payload = { itemId: state.currentItemId, filmId: film?.filmId ?? null, position };
			return say({ type: 'meeting.closed', payload });
		}
		case 'item.add':
			return add(state, command.args, known);
		case 'item.restore': {
			if (state.items.some((item) => item.id === command.args.itemId)) return nothing;
			const isThere = state.removed.some((item) => item.id === command.args.itemId);
			return isThere
				? say({ type: 'item.restored', payload: command.args })
				: refuse('item_missing');
		}
		case 'item.remove': {
			if (state.removed.some((item) => item.id === command.args.itemId)) return nothing;
			if (state.currentItemId === command.args.itemId) return refuse('item_current');
			const item = findItem(state, command.args.itemId);
			return item
				? say({ type: 'item.removed', payload: { itemId: item.id } })
				: refuse('item_missing');
		}
		case 'advance': {
			const { fromItemId } = command.args;
			if (fromItemId !== state.currentItemId) return refuse('already_moved');
			const toItemId = nextItem(state.items, fromItemId)?.id ?? null;
			if (fromItemId === null && toItemId === null) return refuse('agenda_done');
			return say({ type: 'item.advanced', payload: { fromItemId, toItemId } });
		}
		default:
			return decideItem(state, command, known);
	}
}

function isOf<P extends string>(
	command: Command,
	prefix: P
): command is Extract<Command, { type: `${P}${string}` }> {
	return command.type.startsWith(prefix);
}

/** Commands about an item that must be there. */
function decideItem(state: MeetingState, command: Command, known: Known): Decision {
	const item = 'itemId' in command.args ? findItem(state, command.args.itemId) : undefined;
	if (!item) return refuse('item_missing');
	const itemId = item.id;
	switch (command.type) {
		case 'item.edit':
			return edit(item, command.args, known);
		case 'item.move': {
			const place = placeItem(state, command.args, itemId);
			if (!place) return refusePlace(command.args);
			return say({ type: 'item.moved', payload: { itemId, ...place } });
		}
		case 'item.open':
			if (state.currentItemId === itemId) return nothing;
			return say({
				type: 'item.opened',
				payload: { fromItemId: state.currentItemId, toItemId: itemId }
			});
		case 'item.close':
			if (state.currentItemId === itemId) return say({ type: 'item.closed', payload: { itemId } });
			return item.status === 'done' ? nothing : refuse('item_not_open');
		case 'item.postpone':
			return postpone(state, item, command.args.to);
		case 'timer.start':
		case 'timer.pause':
		case 'timer.extend':
		case 'timer.set':
			return decideTimer(state, item, command, known.now);
		case 'item.access':
			if (item.access === command.args.access) return nothing;
			return say({ type: 'item.access-set', payload: command.args });
		case 'item.mark':
			if (item.status === command.args.status) return nothing;
			return say({ type: 'item.marked', payload: command.args });
		default:
			return refuse('unknown_command');
	}
}

/** To later: the end of the item's day, where it waits as planned again, or the next meeting. */
function postpone(
	state: MeetingState,
	item: AgendaItem,
	to: CommandArgs<'item.postpone'>['to']
): Decision {
	const itemId = item.id;
	if (to === 'next-meeting')
		return item.status === 'postponed'
			? nothing
			: say({ type: 'item.marked', payload: { itemId, status: 'postponed' } });
	const isLast = state.items.findLast((one) => one.day === item.day)?.id === itemId;
	if (isLast && item.status === 'planned') return nothing;
	const place = isLast ? item : placeAtDayEnd(state, item);
	const { day, part, rank } = place;
	const ranks = 'ranks' in place && place.ranks ? { ranks: place.ranks } : {};
	return say({ type: 'item.postponed', payload: { itemId, day, part, rank, ...ranks } });
}

function add(state: MeetingState, args: CommandArgs<'item.add'>, known: Known): Decision {
	const place = placeItem(state, args, null);
	if (!place) return refusePlace(args);
	if (args.filmId && known.film === null) return refuse('film_missing');
	const { ranks, ...where } = place;
	const title = original(args.titleLanguage ?? 'en', args.title);
	const item: AgendaItem = {
		...newItem(known.commandId, title, where),
		format: args.format ?? 'discussion',
		language: args.language ?? null,
		minutes: args.minutes ?? null,
		speakers: known.speakers ?? [],
		organisations: known.organisations ?? [],
		filmId: args.filmId ?? null
	};
	return say({ type: 'item.added', payload: ranks ? { item, ranks } : { item } });
}

function edit(item: AgendaItem, args: CommandArgs<'item.edit'>, known: Known): Decision {
	if (args.filmId && known.film === null) return refuse('film_missing');
	const changes: Partial<AgendaItem> = {};
	if (args.title !== undefined) {
		const language = args.titleLanguage ?? item.title.original;
		if (args.title !== item.title.texts[language])
			changes.title = { ...item.title, texts: { ...item.title.texts, [language]: args.title } };
	}
	if (args.format !== undefined) changes.format = args.format;
	if (args.minutes !== undefined && args.minutes !== item.minutes) {
		changes.minutes = args.minutes;
		// A new plan ends what was granted by hand.
		if (item.timer.granted !== null) changes.timer = { ...item.timer, granted: null };
	}
	if (args.language !== undefined) changes.language = args.language;
	if (args.filmId !== undefined) changes.filmId = args.filmId;
	if (args.speakerIds !== undefined && known.speakers) {
		// Who spoke already keeps the role they had on the day.
		const old = new Map(item.speakers.map((speaker) => [speaker.personId, speaker]));
		changes.speakers = known.speakers.map((speaker) => old.get(speaker.personId) ?? speaker);
	}
	if (args.organisationIds !== undefined && known.organisations)
		changes.organisations = known.organisations;
	if (Object.keys(changes).length === 0) return nothing;
	return say({ type: 'item.edited', payload: { itemId: item.id, changes } });
}
