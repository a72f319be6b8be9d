import type { Command } from './commands.ts';
import { MOST_DAYS, type MeetingDay } from './day.ts';
import { original } from './localised.ts';
import type { MeetingState } from './meeting.ts';
import { nothing, refuse, say, type Decision, type Known } from './verdict.ts';

type DayCommand = Extract<Command, { type: `day.${string}` | `part.${string}` }>;

/**
 * What becomes of the days and parts of a meeting. Days are numbered in the order of their dates; a
 * command names a day by number and date, so that one that moved meanwhile is not mistaken for another.
 */
export function decideDay(state: MeetingState, command: DayCommand, known: Known): Decision {
	switch (command.type) {
		case 'day.add': {
			const { date, starts = null, ends = null } = command.args;
			if (state.days.some((one) => one.date === date)) return refuse('day_taken');
			if (state.days.length >= MOST_DAYS) return refuse('days_full');
			if (isBackward(starts, ends)) return refuse('day_times_wrong');
			const before = state.days.filter((one) => one.date < date).map(({ day }) => day);
			const day = Math.max(0, ...before) + 1;
			return say({ type: 'day.added', payload: { day: { day, date, starts, ends } } });
		}
		case 'day.edit': {
			const day = findDay(state, command.args);
			return day ? editDay(state, day, command.args) : refuse('day_missing');
		}
		case 'day.remove': {
			const day = findDay(state, command.args);
			if (!day) return nothing;
			if (state.items.some((item) => item.day === day.day)) return refuse('day_has_items');
			if (state.days.length === 1) return refuse('day_last');
			if (known.isAttended) return refuse('day_attended');
			return say({ type: 'day.removed', payload: { day: day.day } });
		}
		default:
			return decidePart(state, command);
	}
}

function findDay(state: MeetingState, { day, date }: { day: number; date: string }) {
	return state.days.find((one) => one.day === day && one.date === date);
}

function editDay(
	state: MeetingState,
	day: MeetingDay,
	args: { to?: string | undefined; starts?: string | null; ends?: string | null }
): Decision {
	const next = {
		...day,
		date: args.to ?? day.date,
		starts: args.starts === undefined ? day.starts : args.starts,
		ends: args.ends === undefined ? day.ends : args.ends
	};
	if (next.date !== day.date) {
		const others = state.days.filter((one) => one !== day);
		if (others.some((one) => one.date === next.date)) return refuse('day_taken');
		if (others.some((one) => one.day < day.day !== one.date < next.date))
			return refuse('day_order');
	}
	if (isBackward(next.starts, next.ends)) return refuse('day_times_wrong');
	const isSame = (['date', 'starts', 'ends'] as const).every((key) => next[key] === day[key]);
	return isSame ? nothing : say({ type: 'day.edited', payload: { day: next } });
}

function isBackward(starts: string | null, ends: string | null): boolean {
	return starts !== null && ends !== null && ends <= starts;
}

function decidePart(
	state: MeetingState,
	command: Extract<DayCommand, { type: `part.${string}` }>
): Decision {
	const { day } = command.args;
	const named = state.parts.filter((one) => one.day === day);
	const items = state.items.filter((one) => one.day === day);
	const hasItems = (part: number) => items.some((one) => one.part === part);
	switch (command.type) {
		case 'part.add': {
			const { title, titleLanguage = 'en' } = command.args;
			if (!state.days.some((one) => one.day === day) && items.length === 0)
				return refuse('day_missing');
			if (named.some((one) => one.title.texts[titleLanguage] === title)) return nothing;
			const part = Math.max(0, ...[...named, ...items].map((one) => one.part)) + 1;
			if (part > 99) return refuse('parts_full');
			return say({
				type: 'part.named',
				payload: { day, part, title: original(titleLanguage, title) }
			});
		}
		case 'part.name': {
			const { part, title, titleLanguage = 'en' } = command.args;
			const old = named.find((one) => one.part === part)?.title;
			if (!old && !hasItems(part)) return refuse('part_missing');
			if (title === '')
				return old ? say({ type: 'part.named', payload: { day, part, title: null } }) : nothing;
			if (old?.texts[titleLanguage] === title) return nothing;
			const texts = { ...old?.texts, [titleLanguage]: title };
			const next = old ? { ...old, texts } : original(titleLanguage, title);
			return say({ type: 'part.named', payload: { day, part, title: next } });
		}
		case 'part.remove': {
			const { part } = command.args;
			if (hasItems(part)) return refuse('part_has_items');
			if (!named.some((one) => one.part === part)) return nothing;
			return say({ type: 'part.named', payload: { day, part, title: null } });
		}
	}
}
