import { REASON_FIELD } from '#lib/model/report-life.ts';
import type { NameWarning } from '#lib/model/report-names.ts';
import { m } from '#lib/paraglide/messages.js';

const FIELDS: Record<string, () => string> = {
	title: m.desk_report_title,
	summary: m.report_summary,
	objective: m.report_objective,
	nextSteps: m.report_next_steps,
	[REASON_FIELD]: m.desk_correct_reason
};

/** What a field of the draft is called where it stands, in the reader's language. */
export function nameField({ field, of }: Pick<NameWarning, 'field' | 'of'>): string {
	if (field.startsWith('part-')) return m.report_part({ n: of });
	return FIELDS[field]?.() ?? of;
}
