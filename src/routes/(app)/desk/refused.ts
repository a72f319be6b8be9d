/** What a refused form shows again; see platform/form.ts, which makes it. */
export interface Refused {
	values: Record<string, string>;
	issues: Record<string, string>;
	code?: string;
	message?: string;
	details?: Record<string, string | number>;
}

/** The refusal in what an action returned; null when it did what was asked. */
export function findRefusal(form: unknown): Refused | null {
	return form && typeof form === 'object' && 'issues' in form ? (form as Refused) : null;
}
