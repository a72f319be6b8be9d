import { shiftDays, sortParts } from './day.ts';
import type { Fact } from './log.ts';
import type { MeetingState } from './meeting.ts';

type DayFact = Extract<Fact, { type: `day.${string}` | `part.${string}` }>;

/** Days and parts after something happened to them. */
export function applyDayFact(state: MeetingState, { type, payload }: DayFact): MeetingState {
	switch (type) {
		case 'day.added': {
			const { day } = payload;
			const isTaken = state.days.some((one) => one.day === day.day);
			const moved = isTaken ? shiftDays(state, day.day, 1) : state;
			return { ...moved, days: [...moved.days, day].sort((a, b) => a.day - b.day) };
		}
		case 'day.edited': {
			const { day } = payload;
			return { ...state, days: state.days.map((one) => (one.day === day.day ? day : one)) };
		}
		case 'day.removed': {
			// What was taken off this day's agenda can still come back: to the day that takes its place.
			const days = state.days.filter((one) => one.day !== payload.day);
			const parts = state.parts.filter((one) => one.day !== payload.day);
			const shifted = shiftDays({ ...state, days, parts }, payload.day + 1, -1);
			const last = shifted.days.at(-1)?.day ?? 1;
			const removed = shifted.removed.map((item) =>
				item.day > last ? { ...item, day: last } : item
			);
			return { ...shifted, removed };
		}
		case 'part.named': {
			const { day, part, title } = payload;
			const others = state.parts.filter((one) => one.day !== day || one.part !== part);
			return { ...state, parts: title ? sortParts([...others, { day, part, title }]) : others };
		}
	}
}
