import type { ParamMatcher } from '@sveltejs/kit';
import { REPORT_FORMATS } from '#lib/model/report-format.ts';

export const match: ParamMatcher = (param) => REPORT_FORMATS.some((format) => format === param);
