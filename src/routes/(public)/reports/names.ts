import { localeOf } from '#lib/model/calendar-date.ts';
import type { VersionKind, Visibility } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Kinds, states and readers in the reader's language. */
export function nameKind(kind: VersionKind): string {
	return {
		first: m.report_kind_first,
		editorial: m.report_kind_editorial,
		substantive: m.report_kind_substantive
	}[kind]();
}

export function nameState(state: 'draft' | 'provisional' | 'published' | 'withdrawn'): string {
	return {
		draft: m.report_state_draft,
		provisional: m.report_state_provisional,
		published: m.report_state_published,
		withdrawn: m.report_state_withdrawn
	}[state]();
}

export function nameVisibility(visibility: Visibility): string {
	return {
		public: m.report_visibility_public,
		members: m.report_visibility_members,
		restricted: m.report_visibility_restricted
	}[visibility]();
}

/** Dates and times of the reader's language, day before month also in English. */
export function formatDates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	return new Intl.DateTimeFormat(localeOf(getLocale()), options);
}
