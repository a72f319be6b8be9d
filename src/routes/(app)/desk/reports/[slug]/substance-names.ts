import type { Substance, SubstanceOf } from '#lib/model/report-substance.ts';
import { m } from '#lib/paraglide/messages.js';
import { nameFact } from './fact-names.ts';
import { shorten } from './shorten.ts';

const CHANGES = {
	added: m.desk_substance_added,
	removed: m.desk_substance_removed,
	changed: m.desk_substance_changed,
	opened: m.desk_substance_opened
};

/** What a correction changes of the record, in the reader's language. */
export function nameSubstance({ of, change, subject }: Substance): string {
	const what = nameWhat(of);
	if (!subject) return m.desk_substance_fact({ what });
	return CHANGES[change]({ what, subject: shorten(subject, 90) });
}

function nameWhat(of: SubstanceOf): string {
	switch (of) {
		case 'item':
			return m.desk_item();
		case 'decision':
			return m.report_decision();
		case 'action':
			return m.report_action();
		case 'line':
			return m.report_line();
		case 'question':
			return m.report_question();
		case 'answer':
			return m.report_answer();
		case 'outcome':
			return m.desk_outcome();
		case 'speaker':
			return m.desk_speaker();
		case 'spoke':
			return m.desk_substance_spoke();
		case 'owner':
			return m.report_owner();
		case 'due':
			return m.report_due();
		case 'state':
			return m.report_state();
		case 'author':
			return m.report_author();
		case 'attendance':
			return m.report_attendance();
		default:
			return nameFact(of);
	}
}
