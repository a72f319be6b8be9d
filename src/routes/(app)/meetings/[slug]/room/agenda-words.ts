import type { Command } from '#lib/model/commands.ts';
import type { MeetingState } from '#lib/model/meeting.ts';
import type { Format, ItemAccess, ItemStatus } from '#lib/model/agenda.ts';
import { localeOf } from '#lib/model/calendar-date.ts';
import type { ShownPart } from '#lib/model/day.ts';
import { dateFormat, numberFormat } from '#lib/model/formatter.ts';
import { show } from '#lib/model/localised.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export const statusWords: Record<ItemStatus, () => string> = {
	planned: m.agenda_status_planned,
	open: m.agenda_status_open,
	done: m.agenda_status_done,
	'not-discussed': m.agenda_status_not_discussed,
	postponed: m.agenda_status_postponed
};

export const accessWords: Record<ItemAccess, () => string> = {
	all: m.agenda_access_all,
	speakers: m.agenda_access_speakers,
	notes: m.agenda_access_notes,
	closed: m.agenda_access_closed
};

export const formatWords: Record<Format, () => string> = {
	presentation: m.agenda_format_presentation,
	video: m.agenda_format_video,
	'video-series': m.agenda_format_video_series,
	interview: m.agenda_format_interview,
	'round-table': m.agenda_format_round_table,
	discussion: m.agenda_format_discussion,
	workshop: m.agenda_format_workshop,
	break: m.agenda_format_break
};

/** A part as it is called: by its name, else by its number in the day. */
export function namePart({ title, number }: Pick<ShownPart, 'title' | 'number'>): string {
	return show(title, getLocale())?.text ?? m.agenda_part({ part: number });
}

/** Day and part as they are called, the day only where there are several. */
export function namePlace(
	days: ReadonlyArray<{ day: number; parts: readonly ShownPart[] }>,
	day: number,
	part: ShownPart
): string {
	if (days.length < 2) return namePart(part);
	const isOnly = days.find((one) => one.day === day)?.parts.length === 1 && !part.title;
	return isOnly ? m.agenda_day({ day }) : m.agenda_day_part({ day, part: namePart(part) });
}

/** What a command is about, by its name: an item, a suggestion, or what was to become one. */
export function nameSubject({ args }: Command, state: MeetingState): string | null {
	if ('title' in args && args.title) return args.title;
	const id =
		('itemId' in args && args.itemId) ||
		('suggestionId' in args && args.suggestionId) ||
		('fromItemId' in args && args.fromItemId);
	const found = [...state.items, ...state.removed, ...state.suggestions].find(
		(one) => one.id === id
	);
	return found ? show(found.title, getLocale()).text : null;
}

/** The time of day (09:30) of an instant (ms or ISO) in a zone. */
export function writeTime(at: number | string, timeZone: string): string {
	const format = dateFormat(localeOf(getLocale()), {
		hourCycle: 'h23',
		hour: '2-digit',
		minute: '2-digit',
		timeZone
	});
	return format.format(new Date(at));
}

/** A span (ms) as 12:05 or 1:02:05; the sign is left out. */
export function writeSpan(ms: number): string {
	const seconds = Math.floor(Math.abs(ms) / 1000);
	const [hours, minutes, rest] = [
		Math.floor(seconds / 3600),
		Math.floor(seconds / 60) % 60,
		seconds % 60
	];
	const tail = `${hours ? String(minutes).padStart(2, '0') : minutes}:${String(rest).padStart(2, '0')}`;
	return hours ? `${hours}:${tail}` : tail;
}

/** Whole minutes as "45 min", from an hour on with hours. */
export function writeMinutes(minutes: number): string {
	const write = (value: number, unit: 'hour' | 'minute') =>
		numberFormat(localeOf(getLocale()), {
			style: 'unit',
			unit,
			unitDisplay: 'short'
		}).format(value);
	const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
	if (hours === 0) return write(rest, 'minute');
	return rest ? `${write(hours, 'hour')} ${write(rest, 'minute')}` : write(hours, 'hour');
}
