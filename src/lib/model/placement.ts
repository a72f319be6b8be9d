import { sortItems, type AgendaItem } from './agenda.ts';
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
 * `movingId` is left out of the count. Null when `afterId` is not there.
 */
export function placeItem(
	state: MeetingState,
	wish: { afterId?: string | null; day?: number; part?: number },
	movingId: string | null
): Placement | null {
	// Removed items keep their ranks, so that they come back where they stood.
	const all = sortItems([...state.items, ...state.removed]).filter((item) => item.id !== movingId);
	const found = all.findIndex((item) => item.id === wish.afterId);
	if (wish.afterId && found < 0) return null;
	const edge = wish.afterId === null ? all[0] : all.at(-1);
	const { day, part } = wish.afterId
		? (all[found] ?? { day: 1, part: 1 })
		: { day: wish.day ?? edge?.day ?? 1, part: wish.part ?? (wish.day ? 1 : edge?.part) ?? 1 };

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
}

/** One place up: over the item before, or to the end of the day and part before; null at the top. */
export function moveUp(items: readonly AgendaItem[], itemId: string): Move | null {
	const index = items.findIndex((item) => item.id === itemId);
	const item = items[index];
	const before = items[index - 1];
	if (!item || !before) return null;
	if (!isTogether(item, before)) return { itemId, afterId: before.id };
	const last = items[index - 2];
	if (last && isTogether(item, last)) return { itemId, afterId: last.id };
	return { itemId, afterId: null, day: item.day, part: item.part };
}

/** One place down: under the next item, or to the start of the next day and part; null at the end. */
export function moveDown(items: readonly AgendaItem[], itemId: string): Move | null {
	const index = items.findIndex((item) => item.id === itemId);
	const item = items[index];
	const next = items[index + 1];
	if (!item || !next) return null;
	if (isTogether(item, next)) return { itemId, afterId: next.id };
	return { itemId, afterId: null, day: next.day, part: next.part };
}

function isTogether(a: AgendaItem, b: AgendaItem): boolean {
	return a.day === b.day && a.part === b.part;
}
