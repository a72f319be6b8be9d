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

/** Day and time of an instant in the meeting's zone. */
export function writeMoment(instant: string | Date, zone: string): string {
	return new Intl.DateTimeFormat(localeOf(getLocale()), {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: zone
	}).format(new Date(instant));
}
