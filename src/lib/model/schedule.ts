import type { AgendaItem } from './agenda.ts';
import type { MeetingState } from './meeting.ts';
import { instantIn } from './zone.ts';

const MINUTE = 60_000;
type Timed = Pick<MeetingState, 'days' | 'items' | 'timezone'>;

/** Start and end of an item by plan, in ms since the epoch. */
export interface Planned {
	starts: number;
	ends: number;
}

/**
 * When each item is planned: the day's start plus the minutes of the items before it. Items of a
 * day without a starting time have none; an item without minutes takes none.
 */
export function planItems(state: Timed): Map<string, Planned> {
	const plan = new Map<string, Planned>();
	for (const day of state.days) {
		if (!day.starts) continue;
		let at = instantIn(state.timezone, day.date, day.starts);
		for (const item of state.items.filter((one) => one.day === day.day)) {
			const ends = at + (item.minutes ?? 0) * MINUTE;
			plan.set(item.id, { starts: at, ends });
			at = ends;
		}
	}
	return plan;
}

/** Minutes planned on a day against its length; length null when the day has no times. */
export function measureDay(
	state: Timed,
	dayNumber: number
): { planned: number; length: number | null } {
	const items = state.items.filter((item) => item.day === dayNumber);
	const planned = items.reduce((sum, item) => sum + (item.minutes ?? 0), 0);
	const day = state.days.find((one) => one.day === dayNumber);
	if (!day?.starts || !day.ends) return { planned, length: null };
	const from = instantIn(state.timezone, day.date, day.starts);
	const to = instantIn(state.timezone, day.date, day.ends);
	return { planned, length: Math.round((to - from) / MINUTE) };
}

export interface Forecast {
	item: AgendaItem;
	/** Left of the current item's minutes, in ms; below 0 it runs over; null without minutes. */
	left: number | null;
	/** The day's end as it looks now (ms since the epoch), and by how many ms it slips. */
	ends: number | null;
	slip: number | null;
}

/** How the day stands at `now` (server clock, ms) while an item is open. */
export function forecast(state: MeetingState, now: number): Forecast | null {
	const item = state.items.find((one) => one.id === state.currentItemId);
	if (!item?.openedAt) return null;
	const length = item.minutes === null ? null : item.minutes * MINUTE;
	const itemEnds = length === null ? null : Date.parse(item.openedAt) + length;
	const left = itemEnds === null ? null : itemEnds - now;
	const ofDay = state.items.filter((one) => one.day === item.day);
	const plan = planItems(state);
	const planEnds = Math.max(...ofDay.map((one) => plan.get(one.id)?.ends ?? -Infinity));
	if (!Number.isFinite(planEnds)) return { item, left, ends: null, slip: null };
	const toCome = ofDay
		.filter((one) => one.status === 'planned')
		.reduce((sum, one) => sum + (one.minutes ?? 0) * MINUTE, 0);
	const ends = Math.max(now, itemEnds ?? now) + toCome;
	return { item, left, ends, slip: ends - planEnds };
}
