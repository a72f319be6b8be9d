import type { Outcome } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';

const OUTCOMES: Record<Outcome, () => string> = {
	held: m.report_outcome_held,
	'no-conclusion': m.report_outcome_no_conclusion,
	'not-held': m.report_outcome_not_held,
	'not-discussed': m.report_outcome_not_discussed,
	postponed: m.report_outcome_postponed
};

/** What became of an item, in the reader's language. */
export function nameOutcome(outcome: Outcome): string {
	return OUTCOMES[outcome]();
}
