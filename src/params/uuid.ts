import type { ParamMatcher } from '@sveltejs/kit';

/** An id of the database, in the form that links carry. */
export const match: ParamMatcher = (param) =>
	/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(param);
