import { sortItems, type AgendaItem, type ItemAccess, type ItemStatus } from './agenda.ts';
import { sortParts, type MeetingDay, type MeetingPart } from './day.ts';
import type { Localised } from './localised.ts';
import { applyDayFact } from './log-day.ts';
import { applySuggestionFact } from './log-suggestion.ts';
import type { MeetingState } from './meeting.ts';
import type { Playback } from './playback.ts';
import type { Suggestion } from './suggestion.ts';
import { startTimer, stopTimer, type Timer } from './timer.ts';

/** New ranks by item id, when a whole list was spread anew. */
type Ranks = Record<string, string>;

/** Film facts bear their command's name and say which film and where it was (s) when it happened, for report and chapters. */
interface FilmFact {
	filmId: string;
	itemId: string | null;
	position: number;
	playback: Playback | null;
}

/** What the log of a meeting can say happened: one payload per event type. */
export interface Facts {
	'meeting.opened': object;
	'meeting.closed': { itemId: string | null; filmId: string | null; position: number | null };
	'item.added': { item: AgendaItem; ranks?: Ranks };
	'item.edited': { itemId: string; changes: Partial<AgendaItem>; ranks?: Ranks };
	'item.moved': { itemId: string; day: number; part: number; rank: string; ranks?: Ranks };
	'agenda.taken': { items: AgendaItem[]; parts: MeetingPart[]; ranks?: Ranks };
	'day.added': { day: MeetingDay };
	'day.edited': { day: MeetingDay };
	'day.removed': { day: number };
	/** Without a title the part has no name any more. */
	'part.named': { day: number; part: number; title: Localised | null };
	'suggestion.made': { suggestion: Omit<Suggestion, 'at'> };
	'suggestion.withdrawn': { suggestionId: string };
	'suggestion.declined': { suggestionId: string; reason: string };
	'suggestion.accepted': { suggestionId: string; item: AgendaItem; ranks?: Ranks };
	'item.removed': { itemId: string };
	'item.restored': { itemId: string };
	'item.opened': { fromItemId: string | null; toItemId: string | null };
	'item.advanced': { fromItemId: string | null; toItemId: string | null };
	'item.closed': { itemId: string };
	'item.postponed': { itemId: string; day: number; part: number; rank: string; ranks?: Ranks };
	'item.access-set': { itemId: string; access: ItemAccess };
	'item.marked': { itemId: string; status: ItemStatus };
	'timer.started': { itemId: string };
	'timer.paused': { itemId: string };
	/** `granted` ms in all; `minutes` is what was added, null when it was set anew. */
	'timer.granted': { itemId: string; granted: number; minutes: number | null };
	'film.start': FilmFact;
	'film.play': FilmFact;
	'film.pause': FilmFact;
	'film.seek': FilmFact;
	'film.rate': FilmFact;
	'film.stop': FilmFact;
}
export type FactType = keyof Facts;
export type Fact = { [T in FactType]: { type: T; payload: Facts[T] } }[FactType];

/** One entry of the log; `at` is the server's ISO instant. */
export interface MeetingEvent {
	seq: number;
	type: string;
	payload: Record<string, unknown>;
	at: string;
}

/** The state after an event of the log; an event that is not the next one changes nothing. */
export function applyEvent(state: MeetingState, event: MeetingEvent): MeetingState {
	if (event.seq !== state.seq + 1) return state;
	const fact = { type: event.type, payload: event.payload } as unknown as Fact;
	return { ...applyFact(state, fact, event.at), seq: event.seq };
}

/** The state after a fact that happened at `at` (ISO), whether logged already or only hoped for. */
export function applyFact(state: MeetingState, fact: Fact, at: string): MeetingState {
	switch (fact.type) {
		case 'meeting.opened':
			return open(state, at);
		case 'meeting.closed': {
			const closed = setItem(state, fact.payload.itemId, (item) => end(item, at));
			return { ...closed, status: 'held', closedAt: at, currentItemId: null, playback: null };
		}
		case 'item.added':
			return withItems(state, [...state.items, fact.payload.item], fact.payload.ranks);
		case 'item.edited':
			return rerank(
				setItem(state, fact.payload.itemId, (item) => ({ ...item, ...fact.payload.changes })),
				fact.payload.ranks
			);
		case 'item.moved': {
			const { itemId, day, part, rank, ranks } = fact.payload;
			return rerank(
				setItem(state, itemId, (item) => ({ ...item, day, part, rank })),
				ranks
			);
		}
		case 'agenda.taken': {
			const { items, parts, ranks } = fact.payload;
			const taken = withItems(state, [...state.items, ...items], ranks);
			return { ...taken, parts: sortParts([...state.parts, ...parts]) };
		}
		case 'day.added':
		case 'day.edited':
		case 'day.removed':
		case 'part.named':
			return applyDayFact(state, fact);
		case 'suggestion.made':
		case 'suggestion.withdrawn':
		case 'suggestion.declined':
			return applySuggestionFact(state, fact, at);
		case 'suggestion.accepted': {
			const { item, ranks } = fact.payload;
			const added = withItems(state, [...state.items, item], ranks);
			return applySuggestionFact(added, fact, at);
		}
		case 'item.removed':
			return transfer(state, 'items', 'removed', fact.payload.itemId);
		case 'item.restored':
			return transfer(state, 'removed', 'items', fact.payload.itemId);
		case 'item.opened':
		case 'item.advanced':
			return goTo(open(state, at), fact.payload.fromItemId, fact.payload.toItemId, at);
		case 'item.closed':
			return {
				...setItem(state, fact.payload.itemId, (item) => end(item, at)),
				currentItemId: null
			};
		case 'item.postponed': {
			const { itemId, day, part, rank, ranks } = fact.payload;
			const left = mark(state, itemId, 'planned', at);
			return rerank(
				setItem(left, itemId, (item) => ({ ...item, day, part, rank })),
				ranks
			);
		}
		case 'timer.started':
			return setTimer(state, fact.payload.itemId, (timer) => startTimer(timer, at));
		case 'timer.paused':
			return setTimer(state, fact.payload.itemId, (timer) => stopTimer(timer, at));
		case 'timer.granted': {
			const { itemId, granted } = fact.payload;
			return setTimer(state, itemId, (timer) => ({ ...timer, granted }));
		}
		case 'item.access-set':
			return setItem(state, fact.payload.itemId, (item) => ({
				...item,
				access: fact.payload.access
			}));
		case 'item.marked':
			return mark(state, fact.payload.itemId, fact.payload.status, at);
		case 'film.start':
			return { ...open(state, at), playback: fact.payload.playback };
		default:
			return { ...state, playback: fact.payload.playback };
	}
}

function open(state: MeetingState, at: string): MeetingState {
	return state.status === 'open'
		? state
		: { ...state, status: 'open', openedAt: state.openedAt ?? at };
}

function end(item: AgendaItem, at: string): AgendaItem {
	if (item.status !== 'open') return item;
	return { ...item, status: 'done', closedAt: at, timer: stopTimer(item.timer, at) };
}

function goTo(
	state: MeetingState,
	from: string | null,
	to: string | null,
	at: string
): MeetingState {
	const left = setItem(state, from, (item) => end(item, at));
	const entered = setItem(left, to, (item) => ({
		...item,
		status: 'open',
		openedAt: item.openedAt ?? at,
		closedAt: null,
		timer: startTimer(item.timer, at)
	}));
	return { ...entered, currentItemId: to };
}

function mark(state: MeetingState, id: string, status: ItemStatus, at: string): MeetingState {
	const isCurrent = state.currentItemId === id;
	const marked = setItem(state, id, (item) => ({
		...item,
		status,
		closedAt: status === 'planned' ? null : isCurrent ? at : item.closedAt,
		timer: stopTimer(item.timer, at)
	}));
	return isCurrent ? { ...marked, currentItemId: null } : marked;
}

function setTimer(state: MeetingState, id: string, change: (timer: Timer) => Timer): MeetingState {
	return setItem(state, id, (item) => ({ ...item, timer: change(item.timer) }));
}

function setItem(
	state: MeetingState,
	id: string | null,
	change: (item: AgendaItem) => AgendaItem
): MeetingState {
	if (id === null) return state;
	return { ...state, items: state.items.map((item) => (item.id === id ? change(item) : item)) };
}

function transfer(
	state: MeetingState,
	from: 'items' | 'removed',
	to: 'items' | 'removed',
	id: string
): MeetingState {
	const item = state[from].find((one) => one.id === id);
	if (!item) return state;
	const rest = state[from].filter((one) => one.id !== id);
	return { ...state, [from]: rest, [to]: sortItems([...state[to], item]) };
}

function rerank(state: MeetingState, ranks: Ranks | undefined): MeetingState {
	return withItems(state, state.items, ranks);
}

function withItems(state: MeetingState, items: AgendaItem[], ranks: Ranks = {}): MeetingState {
	const ranked = (item: AgendaItem) =>
		ranks[item.id] === undefined ? item : { ...item, rank: ranks[item.id] ?? item.rank };
	return {
		...state,
		items: sortItems(items.map(ranked)),
		removed: sortItems(state.removed.map(ranked))
	};
}
