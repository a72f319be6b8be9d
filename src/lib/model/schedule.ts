import { lastOpened, type AgendaItem } from './agenda.ts';
import type { MeetingState } from './meeting.ts';
import { isNearlyOver, readElapsed, readLeft } from './timer.ts';
import { instantIn } from './zone.ts';

const MINUTE = 60_000;
type Timed = Pick<MeetingState, 'days' | 'items' | 'timezone'>;

/** What the plan is read from: less than the whole state, so that a printed programme has it too. */
interface Planable {
	timezone: string;
	days: ReadonlyArray<{ day: number; date: string; starts: string | null }>;
	items: ReadonlyArray<{ id: string; day: number; minutes: number | null }>;
}

/** Start and end of an item by plan, in ms since the epoch. */
export interface Planned {
	starts: number;
	ends: number;
}

/**
 * When each item is planned: the day's start plus the minutes of the items before it. Items of a
 * day without a starting time have none; an item without minutes takes none.
 */
export function planItems(state: Planable): Map<string, Planned> {
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
	/** The item that is open; null between two of them. */
	item: AgendaItem | null;
	/** Minutes planned, and ms the clock ran so far without its pauses. */
	planned: number | null;
	elapsed: number;
	/** Left of the time granted, in ms; below 0 it runs over; null where no time was set. */
	left: number | null;
	isPaused: boolean;
	isNear: boolean;
	/** The day's end as it looks now (ms since the epoch), and by how many ms it slips. */
	ends: number | null;
	slip: number | null;
}

/**
 * How the day stands at `now` (server clock, ms): with the item that is open, or after the one dealt
 * with last. While a clock stands, the end moves on with every minute. Null before the first item
 * and after a day's last.
 */
export function forecast(state: MeetingState, now: number): Forecast | null {
	const item = state.items.find((one) => one.id === state.currentItemId) ?? null;
	const day = (item ?? lastOpened(state.items))?.day;
	const ofDay = state.items.filter((one) => one.day === day);
	const toCome = ofDay.filter((one) => one.status === 'planned');
	if (!item && (state.status !== 'open' || toCome.length === 0)) return null;
	const left = item && readLeft(item, now);
	const plan = planItems(state);
	const planEnds = Math.max(...ofDay.map((one) => plan.get(one.id)?.ends ?? -Infinity));
	const isPlanned = Number.isFinite(planEnds);
	const rest = toCome.reduce((sum, one) => sum + restOf(one, now), 0);
	const ends = isPlanned ? now + Math.max(0, left ?? 0) + rest : null;
	return {
		item,
		planned: item?.minutes ?? null,
		elapsed: item ? readElapsed(item.timer, now) : 0,
		left,
		isPaused: item !== null && item.timer.since === null,
		isNear: item !== null && isNearlyOver(item, now),
		ends,
		slip: ends === null ? null : ends - planEnds
	};
}

/** An item that was begun and put off to later needs only what it has left. */
function restOf(item: AgendaItem, now: number): number {
	return Math.max(0, readLeft(item, now) ?? 0);
}
