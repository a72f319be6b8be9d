export const BUDGET_STATES = ['to-be-defined', 'offered', 'if-needed', 'agreed', 'paid'] as const;

export const EDUCATION_LEVELS = [
	'primary-education',
	'secondary-education',
	'vocational-education',
	'higher-education'
] as const;

/** What a school needs for a meeting by video. */
export const EQUIPMENT = ['internet', 'pc', 'bigScreen', 'sound'] as const;
export type Equipment = (typeof EQUIPMENT)[number];
