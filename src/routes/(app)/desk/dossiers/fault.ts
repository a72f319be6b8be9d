import { m } from '#lib/paraglide/messages.js';

/** The sentence for what is wrong with a field; `type` is the kind of valibot's issue. */
export function nameFault(type: string, max?: number): string {
	if (type === 'max_length') return max ? m.curate_fault_long({ max }) : m.curate_fault_too_long();
	if (type === 'min_length' || type === 'picklist') return m.curate_fault_missing();
	if (type === 'check') return m.curate_fault_check();
	if (type === 'email') return m.curate_fault_email();
	return m.curate_fault_wrong();
}
