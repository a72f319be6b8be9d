import { m } from '#lib/paraglide/messages.js';
import type { Fact } from '#lib/server/report/fact-rows.ts';

/** What a fact of the meeting is called, in the reader's language. */
export function nameFact(fact: Fact | 'status', days = 1): string {
	const names = {
		number: m.report_number,
		date: days > 1 ? m.report_dates : m.report_date,
		zone: m.report_zone,
		host: m.report_host,
		place: m.report_place,
		mode: m.report_mode,
		status: m.meeting_status
	};
	return names[fact]();
}
