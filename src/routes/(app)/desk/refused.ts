import type { Refused } from '#lib/server/platform/form.ts';

/** The refusal in what an action returned; null when it did what was asked. */
export function findRefusal(form: unknown): Refused | null {
	return form && typeof form === 'object' && 'issues' in form ? (form as Refused) : null;
}
