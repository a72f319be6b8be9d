import type { AgendaItem } from './agenda.ts';
import type { CommandArgs } from './commands.ts';
import type { MeetingPart } from './day.ts';
import { applyFact } from './log.ts';
import type { MeetingState } from './meeting.ts';
import { placeItem } from './placement.ts';
import { newItem } from './new-item.ts';
import { nothing, refuse, say, type Decision, type Known } from './verdict.ts';

/** An item of an earlier meeting, under the id it gets here; `takenFrom` is its id there. */
export type TakenItem = Pick<
	AgendaItem,
	'id' | 'day' | 'part' | 'title' | 'format' | 'language' | 'minutes'
> &
	Partial<Pick<AgendaItem, 'speakers' | 'organisations' | 'filmId'>> & { takenFrom: string };

/**
 * Takes items of earlier meetings over, in their order: to a place that is named, or to the end of
 * their day and part. What stands here from there already is left out, so that two who take the same
 * take it once.
 */
export function decideTake(
	state: MeetingState,
	args: CommandArgs<'agenda.take'>,
	known: Known
): Decision {
	if (!known.taken) return nothing;
	if (known.taken.length < new Set(args.itemIds).size) return refuse('item_missing');
	const here = new Set(state.items.map((item) => item.takenFrom));
	const fresh = known.taken.filter((item) => !here.has(item.takenFrom));
	if (fresh.length === 0) return nothing;

	let after = state;
	const parts: MeetingPart[] = [];
	for (const taken of fresh) {
		const wish =
			args.day === undefined ? findOwnPlace(state, taken) : { day: args.day, part: args.part ?? 1 };
		const place = placeItem(after, wish, null);
		if (!place) return refuse('day_missing');
		const { ranks, ...where } = place;
		const item = { ...newItem(taken.id, taken.title, where), ...taken, ...where };
		after = applyFact(
			after,
			{ type: 'item.added', payload: ranks ? { item, ranks } : { item } },
			''
		);
		const name = args.day === undefined && findName(known.takenParts ?? [], taken);
		const has = [...state.parts, ...parts].some(
			(one) => one.day === where.day && one.part === where.part
		);
		if (name && !has) parts.push({ day: where.day, part: where.part, title: name.title });
	}
	const old = new Map(state.items.concat(state.removed).map((item) => [item.id, item.rank]));
	const all = after.items.concat(after.removed);
	const moved = all.filter((item) => old.has(item.id) && old.get(item.id) !== item.rank);
	return say({
		type: 'agenda.taken',
		payload: {
			items: after.items.filter((item) => !old.has(item.id)),
			parts,
			...(moved.length > 0 && {
				ranks: Object.fromEntries(moved.map((item) => [item.id, item.rank]))
			})
		}
	});
}

/** Its own day and part where this meeting has that day, else the last day that it has. */
function findOwnPlace(state: MeetingState, { day, part }: TakenItem) {
	const last = state.days.at(-1)?.day;
	return { day: last === undefined ? day : Math.min(day, last), part };
}

function findName(parts: readonly MeetingPart[], { day, part }: TakenItem) {
	return parts.find((one) => one.day === day && one.part === part);
}
