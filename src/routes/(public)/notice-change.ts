import { formatDays } from '#lib/model/calendar-date.ts';
import type { MeetingChange } from '#lib/model/notice.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What became of the meeting that a notice tells of (`findNoticeChange`), in words. */
export function tellNoticeChange({ to, changed }: MeetingChange): string {
	if (to === null) return m.meeting_notice_cancelled();
	const told = { hours: m.meeting_notice_hours, place: m.meeting_notice_place };
	if (changed) return changed.map((fact) => told[fact]()).join(' ');
	if (!to.length) return m.meeting_notice_moved_open();
	return m.meeting_notice_moved({ dates: formatDays(to, getLocale()) });
}
