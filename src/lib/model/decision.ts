import { LONGEST_TITLE, nextItem, type AgendaItem } from './agenda.ts';
import type { Command, CommandArgs } from './commands.ts';
import type { Fact } from './log.ts';
import { original } from './localised.ts';
import type { MeetingState, Who } from './meeting.ts';
import { changePlayback, LEAD_MS, positionAt, type Playback } from './playback.ts';
import { placeItem } from './placement.ts';

/** What the server looked up for a command; a client that only hopes leaves it empty. */
export interface Known {
	/** Server clock in ms. */
	now: number;
	/** Becomes the id of an item that is added, so that a repeated command adds it once. */
	commandId: string;
	film?: { id: string; seconds: number | null } | null;
	speakers?: AgendaItem['speakers'];
	organisations?: AgendaItem['organisations'];
}

/** `nothing` is a yes without an effect: what was asked is so already. */
export type Decision =
	| { kind: 'fact'; fact: Fact }
	| { kind: 'nothing' }
	| { kind: 'refusal'; code: string; details?: Record<string, string | number> };

const nothing: Decision = { kind: 'nothing' };
const refuse = (code: string): Decision => ({ kind: 'refusal', code });
const say = (fact: Fact): Decision => ({ kind: 'fact', fact });

/** True when this person may send this command now: the chair all, an item's speakers its films. */
export function mayCommand(state: MeetingState, who: Who, type: Command['type']): boolean {
	if (who.canChair) return true;
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
	if (command.type.startsWith('film.')) return decideFilm(state, command, known);
	switch (command.type) {
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
			const item = find(state, command.args.itemId);
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

/** Commands about an item that must be there. */
function decideItem(state: MeetingState, command: Command, known: Known): Decision {
	const item = 'itemId' in command.args ? find(state, command.args.itemId) : undefined;
	if (!item) return refuse('item_missing');
	const itemId = item.id;
	switch (command.type) {
		case 'item.edit':
			return edit(item, command.args, known);
		case 'item.move': {
			const place = placeItem(state, command.args, itemId);
			if (!place) return refuse('item_missing');
			return say({ type: 'item.moved', payload: { itemId, ...place } });
		}
		case 'item.open':
			if (state.currentItemId === itemId) return nothing;
			return say({
				type: 'item.opened',
				payload: { fromItemId: state.currentItemId, toItemId: itemId }
			});
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

function add(state: MeetingState, args: CommandArgs<'item.add'>, known: Known): Decision {
	const place = placeItem(state, { ...args, afterId: args.afterId }, null);
	if (!place) return refuse('item_missing');
	if (args.filmId && known.film === null) return refuse('film_missing');
	const { ranks, ...where } = place;
	const item: AgendaItem = {
		id: known.commandId,
		...where,
		title: original(args.titleLanguage ?? 'en', args.title),
		format: args.format ?? 'discussion',
		language: args.language ?? null,
		minutes: args.minutes ?? null,
		speakers: known.speakers ?? [],
		organisations: known.organisations ?? [],
		filmId: args.filmId ?? null,
		status: 'planned',
		access: 'all',
		openedAt: null,
		closedAt: null
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
	if (args.minutes !== undefined) changes.minutes = args.minutes;
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

function decideFilm(state: MeetingState, command: Command, known: Known): Decision {
	const { now } = known;
	if (command.type === 'film.start') {
		if (!known.film) return refuse('film_missing');
		const seconds = known.film.seconds;
		const playback: Playback = {
			filmId: known.film.id,
			position: Math.min(seconds ?? Infinity, command.args.position ?? 0),
			rate: 1,
			playing: true,
			effectiveAt: now + LEAD_MS,
			suggestedSubtitles: command.args.suggestedSubtitles ?? null,
			seconds,
			itemId: state.currentItemId
		};
		return sayFilm('film.start', playback, playback);
	}
	const playing = state.playback;
	if (!playing) return command.type === 'film.stop' ? nothing : refuse('film_not_playing');
	switch (command.type) {
		case 'film.play': {
			if (playing.playing) return nothing;
			const atEnd = playing.position >= (playing.seconds ?? Infinity);
			const next = changePlayback(playing, { playing: true, ...(atEnd && { position: 0 }) }, now);
			return sayFilm('film.play', next, next);
		}
		case 'film.pause': {
			if (!playing.playing) return nothing;
			const next = changePlayback(playing, { playing: false }, now);
			return sayFilm('film.pause', next, next);
		}
		case 'film.seek': {
			const next = changePlayback(playing, { position: command.args.position }, now);
			return sayFilm('film.seek', next, next);
		}
		case 'film.rate': {
			const next = changePlayback(playing, { rate: command.args.rate }, now);
			return sayFilm('film.rate', next, next);
		}
		default:
			return sayFilm('film.stop', { ...playing, position: positionAt(playing, now) }, null);
	}
}

/** `subject` is the film as it was or becomes, `after` what plays from then on. */
function sayFilm(
	type: Extract<Fact['type'], `film.${string}`>,
	subject: Playback,
	after: Playback | null
): Decision {
	const { filmId, itemId = null, position } = subject;
	return say({ type, payload: { filmId, itemId, position, playback: after } } as Fact);
}

function find(state: MeetingState, id: string): AgendaItem | undefined {
	return state.items.find((item) => item.id === id);
}

/** Numbers that a refusal's sentence needs. */
export function refusalDetails(code: string): Record<string, string | number> {
	return code === 'title_too_long' ? { max: LONGEST_TITLE } : {};
}
