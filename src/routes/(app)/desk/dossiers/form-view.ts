import type { Refused } from '#lib/server/platform/form.ts';

/** What one of a page's forms shows again after a refusal. */
export interface FormView {
	/** What was typed; null when this form was not sent. */
	values: Record<string, string> | null;
	issues: Record<string, string>;
	/** The refusal as it came. */
	answer?: Answer;
	/** Somebody else saved meanwhile: what differs is shown beside what was typed. */
	hasConflict: boolean;
}

/** What a page's form came back with, if it was sent. */
export type Answer = Partial<Refused> | null | undefined;

/** The state of the form `name` about the entry `id` (empty: a new one). */
export function viewForm(answer: Answer, name: string, id = ''): FormView {
	const values = answer?.values;
	const isThis = values?.form === name && (values.id ?? '') === id;
	if (!isThis) return { values: null, issues: {}, hasConflict: false };
	return {
		values,
		issues: answer?.issues ?? {},
		answer,
		hasConflict: answer?.code === 'entry_changed'
	};
}

/**
 * The version that the form sends: after a conflict the present one, so that saving again is a
 * decision; after any other refusal the one that was shown first, so that nothing is overwritten.
 */
export function versionOf(view: FormView, present: string): string {
	return view.hasConflict ? present : (view.values?.version ?? present);
}
