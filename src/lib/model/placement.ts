import { sortItems, type AgendaItem } from './agenda.ts';
import { listDays, type ShownPart } from './day.ts';
import type { MeetingState } from './meeting.ts';
import { placeRank } from './rank.ts';

/** Where an item comes to stand; `ranks` are the new ranks of others when all were spread anew. */
export interface Placement {
	day: number;
	part: number;
	rank: string;
	ranks?: Record<string, string>;
}

/**
 * Finds the place after item `afterId`, in its day and part. With `afterId` null the place is the
 * beginning of the day and part, with `afterId` left out their end (by default the last ones).
 * `movingId` is left out of the count. Null when `afterId` or the day is not there (any more).
 */
export function placeItem(
	state: MeetingState,
	wish: { afterId?: string | null; day?: number; part?: number; date?: string },
	movingId: string | null
): Placement | null {
	const asked = findAskedDay(state, wish);
	if (asked === null) return null;
	// Removed items keep their ranks, so that they come back where they stood.
	const all = sortItems([...state.items, ...state.removed]).filter((item) => item.id !== movingId);
	const found = all.findIndex((item) => item.id === wish.afterId);
	if (wish.afterId && found < 0) return null;
	const edge = wish.afterId === null ? all[0] : all.at(-1);
	const { day, part } = wish.afterId
		? (all[found] ?? { day: 1, part: 1 })
		: { day: asked ?? edge?.day ?? 1, part: wish.part ?? (asked ? 1 : edge?.part) ?? 1 };

	const isBefore = (item: { day: number; part: number }) =>
		item.day < day || (item.day === day && item.part < part);
	const isWithin = (item: { day: number; part: number }) => item.day === day && item.part === part;
	const index = wish.afterId
		? found + 1
		: all.filter((item) => isBefore(item) || (wish.afterId === undefined && isWithin(item))).length;

	const { rank, all: spread } = placeRank(
		all.map((item) => item.rank),
		index
	);
	if (!spread) return { day, part, rank };
	const others = spread.filter((_, at) => at !== index);
	return {
		day,
		part,
		rank,
		ranks: Object.fromEntries(all.map((item, at) => [item.id, others[at] ?? '']))
	};
}

/** The day that is asked for, by its date when that is given; null when the meeting has none such. */
function findAskedDay(
	{ days, items }: MeetingState,
	{ day, date, afterId }: { day?: number; date?: string; afterId?: string | null }
): number | null | undefined {
	if (day === undefined || afterId) return undefined;
	if (date !== undefined) return days.find((one) => one.date === date)?.day ?? null;
	const isThere = days.length === 0 || [...days, ...items].some((one) => one.day === day);
	return isThere ? day : null;
}

/** The place behind everything else of an item's day, in its last part. */
export function placeAtDayEnd(state: MeetingState, item: AgendaItem): Placement {
	const last = state.items.findLast((one) => one.day === item.day && one.id !== item.id);
	const part = Math.max(item.part, last?.part ?? item.part);
	const place = placeItem(state, { day: item.day, part }, item.id);
	return place ?? { day: item.day, part: item.part, rank: item.rank };
}

/** What `item.move` takes. */
export interface Move {
	itemId: string;
	afterId: string | null;
	day?: number;
	part?: number;
	date?: string;
}

/** One place up: over the item before, or to the end of the part before; null at the top. */
export function moveUp(state: Stepped, itemId: string): Move | null {
	const { here, index, before } = findSpot(state, itemId);
	if (!here || index < 0) return null;
	if (index > 0) return moveTo(itemId, here, here.items[index - 2]);
	return before && moveTo(itemId, before, before.items.at(-1));
}

/** One place down: under the next item, or to the start of the part behind; null at the end. */
export function moveDown(state: Stepped, itemId: string): Move | null {
	const { here, index, behind } = findSpot(state, itemId);
	if (!here || index < 0) return null;
	const next = here.items[index + 1];
	return next ? moveTo(itemId, here, next) : behind && moveTo(itemId, behind, undefined);
}

type Stepped = Pick<MeetingState, 'days' | 'parts' | 'items'>;
type Spot = ShownPart & { day: number };

function findSpot(state: Stepped, itemId: string) {
	const all: Spot[] = listDays(state).flatMap(({ day, parts }) =>
		parts.map((part) => ({ ...part, day }))
	);
	const at = all.findIndex(({ items }) => items.some((item) => item.id === itemId));
	const index = all[at]?.items.findIndex((item) => item.id === itemId) ?? -1;
	return { here: all[at], index, before: all[at - 1] ?? null, behind: all[at + 1] ?? null };
}

function moveTo(itemId: string, { day, part }: Spot, after: AgendaItem | undefined): Move {
	return after ? { itemId, afterId: after.id } : { itemId, afterId: null, day, part };
}
