import type { AgendaItem } from './agenda.ts';
import type { Localised } from './localised.ts';
import type { MeetingState } from './meeting.ts';

export const MOST_DAYS = 30;

/** A day of the meeting: `date` YYYY-MM-DD, `starts` and `ends` HH:MM in the meeting's zone. */
export interface MeetingDay {
	day: number;
	date: string;
	starts: string | null;
	ends: string | null;
}

/** A part of a day that bears a name. One without a name is there while items stand in it. */
export interface MeetingPart {
	day: number;
	part: number;
	title: Localised;
}

/** A part as a page shows it: `number` counts within its day, whatever the part's own number is. */
export interface ShownPart {
	part: number;
	number: number;
	title: Localised | null;
	items: AgendaItem[];
}

/**
 * The days in order, each with its parts in order: those with items and those with a name; a day that
 * is empty has one part.
 */
export function listDays(
	state: Pick<MeetingState, 'days' | 'parts' | 'items'>
): Array<{ day: number; date: MeetingDay | null; parts: ShownPart[] }> {
	const numbers = [...state.days, ...state.parts, ...state.items].map(({ day }) => day);
	return [...new Set(numbers)]
		.sort((a, b) => a - b)
		.map((day) => ({
			day,
			date: state.days.find((one) => one.day === day) ?? null,
			parts: listParts(state, day)
		}));
}

function listParts(state: Pick<MeetingState, 'parts' | 'items'>, day: number): ShownPart[] {
	const here = [...state.parts, ...state.items].filter((one) => one.day === day);
	const numbers = here.length > 0 ? here.map(({ part }) => part) : [1];
	return [...new Set(numbers)]
		.sort((a, b) => a - b)
		.map((part, index) => ({
			part,
			number: index + 1,
			title: state.parts.find((one) => one.day === day && one.part === part)?.title ?? null,
			items: state.items.filter((item) => item.day === day && item.part === part)
		}));
}

/** In the order of the day. */
export function sortParts(parts: readonly MeetingPart[]): MeetingPart[] {
	return [...parts].sort((a, b) => a.day - b.day || a.part - b.part);
}

/** Moves everything from day `from` on by `by` days, because a day came in between or went. */
export function shiftDays(state: MeetingState, from: number, by: number): MeetingState {
	const shift = <T extends { day: number }>(one: T): T =>
		one.day >= from ? { ...one, day: Math.max(1, one.day + by) } : one;
	return {
		...state,
		days: state.days.map(shift),
		parts: state.parts.map(shift),
		items: state.items.map(shift),
		removed: state.removed.map(shift)
	};
}
