import { formatDays } from '#lib/model/calendar-date.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What became of the meeting that a notice tells of (`findNoticeChange`), in words. */
export function tellNoticeChange({ to }: { to: string[] | null }): string {
	if (to === null) return m.meeting_notice_cancelled();
	if (!to.length) return m.meeting_notice_moved_open();
	return m.meeting_notice_moved({ dates: formatDays(to, getLocale()) });
}
