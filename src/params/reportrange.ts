import type { ParamMatcher } from '@sveltejs/kit';

/** The difference of two versions of a report: v1..v2 */
export const match: ParamMatcher = (param) => /^v[1-9]\d{0,5}\.\.v[1-9]\d{0,5}$/.test(param);
