import { localeOf } from '#lib/model/calendar-date.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const reasons = {
	'item-closed': m.notes_history_item_closed,
	'meeting-closed': m.notes_history_meeting_closed,
	'before-restore': m.notes_history_before_restore
};

/** What a version is called: the name it was given, or what happened then. */
export function nameVersion(version: {
	name: string | null;
	reason: keyof typeof reasons | 'named';
}): string {
	return version.reason === 'named' ? (version.name ?? '') : reasons[version.reason]();
}

function formatIn(timeZone: string): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat(localeOf(getLocale()), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone
	});
}

/** Day and time of an instant in the meeting's zone. */
export function writeMoment(instant: string | Date, zone: string): string {
	return formatIn(zone).format(new Date(instant));
}

/** From one instant to another, what is the same in both said once. */
export function writePeriod(from: string, to: string, zone: string): string {
	return formatIn(zone).formatRange(new Date(from), new Date(to));
}
