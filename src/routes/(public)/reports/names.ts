import { localeOf } from '#lib/model/calendar-date.ts';
import { dateFormat } from '#lib/model/formatter.ts';
import type { CommentState, ReportState } from '#lib/model/report-life.ts';
import type { TranslationState } from '#lib/model/report-translation.ts';
import type { ReportAction, Visibility } from '#lib/model/report.ts';
import type { VersionKind } from '#lib/model/report-version.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** Kinds, states and readers in the reader's language. */
export function nameKind(kind: VersionKind): string {
	return {
		first: m.report_kind_first,
		editorial: m.report_kind_editorial,
		substantive: m.report_kind_substantive,
		reinstated: m.report_kind_reinstated
	}[kind]();
}

export function nameState(state: ReportState): string {
	return {
		draft: m.report_state_draft,
		provisional: m.report_state_provisional,
		published: m.report_state_published,
		superseded: m.report_state_superseded,
		withdrawn: m.report_state_withdrawn
	}[state]();
}

export function nameActionState(state: ReportAction['state']): string {
	return {
		open: m.report_action_open,
		done: m.report_action_done,
		late: m.report_action_late,
		dropped: m.report_action_dropped
	}[state]();
}

export function nameComment(state: CommentState): string {
	return {
		open: m.report_comment_open,
		answered: m.report_comment_answered,
		'taken-over': m.report_comment_taken_over
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
	return dateFormat(localeOf(getLocale()), options);
}

export function nameTranslation(state: TranslationState | null): string {
	if (!state) return m.report_translation_none();
	return state === 'translated' ? m.report_translation_current() : m.report_translation_stale();
}
