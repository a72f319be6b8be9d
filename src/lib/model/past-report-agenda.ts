import { fold } from './fold.ts';
import { original, show } from './localised.ts';
import { applyFact, type Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';
import { newItem } from './new-item.ts';
import { placeItem } from './placement.ts';

/**
 * Where the parts of a report of an earlier meeting stand in its agenda: at the item of the same
 * title, whatever its case and accents, unless that is among `noted`; else at one of its own at the
 * end. `itemIds` are in the order of the titles; `fact` is null when no item is to be added.
 */
export function placeParts(
	state: MeetingState,
	noted: ReadonlySet<string>,
	{ titles, language }: { titles: string[]; language: string }
): { itemIds: string[]; fact: Fact | null } {
	const free = state.items.filter(({ id }) => !noted.has(id));
	let after = state;
	const itemIds = titles.map((title) => {
		const at = free.findIndex((item) => fold(show(item.title, language).text) === fold(title));
		if (at >= 0) return free.splice(at, 1)[0]!.id;
		const { ranks, ...place } = placeItem(after, {}, null)!;
		const item = newItem(crypto.randomUUID(), original(language, title), place);
		after = applyFact(
			after,
			{ type: 'item.added', payload: { item, ...(ranks && { ranks }) } },
			''
		);
		return item.id;
	});
	const known = new Map(state.items.concat(state.removed).map(({ id, rank }) => [id, rank]));
	const items = after.items.filter(({ id }) => !known.has(id));
	if (items.length === 0) return { itemIds, fact: null };
	const moved = after.items
		.concat(after.removed)
		.filter(({ id, rank }) => known.has(id) && known.get(id) !== rank);
	const ranks = Object.fromEntries(moved.map(({ id, rank }) => [id, rank]));
	return { itemIds, fact: { type: 'agenda.taken', payload: { items, parts: [], ranks } } };
}
