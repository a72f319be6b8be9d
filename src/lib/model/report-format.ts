/** The formats a report is given out in beside its page. */
export const REPORT_FORMATS = ['json', 'pdf', 'docx', 'md'] as const;
