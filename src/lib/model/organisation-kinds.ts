/** What an organisation is, in the order in which a form offers it; schools by level. */
export const ORGANISATION_KINDS = [
	'ecole',
	'college',
	'lycee',
	'university',
	'company',
	'network',
	'association',
	'public-body',
	'think-tank',
	'programme',
	'project',
	'community-of-practice'
] as const;

export const SECTORS = ['education', 'government', 'industry', 'network'] as const;

/** How one organisation stands to another, told from the first: it is a member of, modelled on. */
export const RELATION_KINDS = ['school-company', 'member', 'partner', 'modelled-on'] as const;
export type RelationKind = (typeof RELATION_KINDS)[number];
