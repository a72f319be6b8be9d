/**
 * The clock of an agenda item. Its end is never stored: while it runs it is `since` + time granted −
 * `spent`, while it stands the rest is time granted − `spent`. So nothing ticks over the wire.
 */
export interface Timer {
	/** Milliseconds that ran before `since`. */
	spent: number;
	/** ISO instant since which it runs; null while it stands. */
	since: string | null;
	/** Milliseconds the item may take, once somebody changed them by hand; null: as planned. */
	granted: number | null;
}

/** What the clock is read from: an item with its planned minutes. */
interface Timed {
	minutes: number | null;
	timer: Timer;
}

const MINUTE = 60_000;
export const UNTOUCHED: Timer = { spent: 0, since: null, granted: null };
/** The last tenth of an item, and at least its last minute, is "nearly over". */
const NEAR = { share: 0.1, least: MINUTE };

/** Lets the clock run from `at` (ISO) on; one that runs already goes on as it was. */
export function startTimer(timer: Timer, at: string): Timer {
	return timer.since === null ? { ...timer, since: at } : timer;
}

/** Stops the clock at `at` (ISO); what ran is kept. */
export function stopTimer(timer: Timer, at: string): Timer {
	if (timer.since === null) return timer;
	return { ...timer, spent: readElapsed(timer, Date.parse(at)), since: null };
}

/** Milliseconds the clock ran up to `now` (ms since the epoch); pauses do not count. */
export function readElapsed(timer: Timer, now: number): number {
	const running = timer.since === null ? 0 : now - Date.parse(timer.since);
	return timer.spent + Math.max(0, running);
}

/** Milliseconds the item may take: granted by hand, else planned; null when nobody said. */
export function readGranted({ minutes, timer }: Timed): number | null {
	return timer.granted ?? (minutes === null ? null : minutes * MINUTE);
}

/** Milliseconds left at `now`; below 0 it runs over; null where no time was set. */
export function readLeft(item: Timed, now: number): number | null {
	const granted = readGranted(item);
	return granted === null ? null : granted - readElapsed(item.timer, now);
}

/** True in the last tenth of the time granted, and in its last minute. */
export function isNearlyOver(item: Timed, now: number): boolean {
	const left = readLeft(item, now);
	if (left === null || left < 0) return false;
	return left <= Math.max(NEAR.least, (readGranted(item) ?? 0) * NEAR.share);
}

/** Time granted after giving `minutes` more; an item without a time gets them from now on. */
export function extendGranted(item: Timed, minutes: number, now: number): number {
	return (readGranted(item) ?? readElapsed(item.timer, now)) + minutes * MINUTE;
}
