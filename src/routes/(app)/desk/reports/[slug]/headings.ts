import type { ReportState } from '#lib/model/report-life.ts';
import { m } from '#lib/paraglide/messages.js';

/** What the desk calls a report in this state: a published one is no draft. */
export function entitleDesk(
	state: ReportState,
	isCorrecting: boolean
): (inputs: { title: string }) => string {
	if (isCorrecting)
		return state === 'withdrawn' ? m.desk_reinstating_title : m.desk_correction_title;
	return {
		draft: m.desk_draft_title,
		provisional: m.desk_provisional_title,
		published: m.desk_published_title,
		superseded: m.desk_superseded_title,
		withdrawn: m.desk_withdrawn_title
	}[state];
}
