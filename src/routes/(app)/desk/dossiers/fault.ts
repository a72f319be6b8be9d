import { m } from '#lib/paraglide/messages.js';
import { explainAt } from '#lib/ui/explain.ts';
import type { FormView } from './form-view.ts';

/** The sentence for what is wrong with a field, if anything is. */
export function nameFault(view: FormView, name: string, max?: number): string | undefined {
	const type = view.issues[name];
	return type && explainAt(view.answer, name, nameIssue(type, max));
}

/** `type` is the kind of valibot's issue. */
function nameIssue(type: string, max?: number): string {
	if (type === 'max_length') return max ? m.curate_fault_long({ max }) : m.curate_fault_too_long();
	if (type === 'min_length' || type === 'picklist') return m.curate_fault_missing();
	if (type === 'check') return m.curate_fault_check();
	if (type === 'email') return m.curate_fault_email();
	return m.curate_fault_wrong();
}
