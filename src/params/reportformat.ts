import type { ParamMatcher } from '@sveltejs/kit';

/** The formats a report is given out in beside its page. */
export const match: ParamMatcher = (param) => ['json', 'pdf', 'docx', 'md'].includes(param);
