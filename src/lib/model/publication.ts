/**
 * The kinds of publication: the only list of them. The level of education a publication is about
 * is a tag of its own, never a kind.
 */
export const PUBLICATION_TYPES = [
	'taskforce-update',
	'announcement',
	'tool',
	'practice',
	'programme',
	'document',
	'external-update',
	'meeting-report'
] as const;
