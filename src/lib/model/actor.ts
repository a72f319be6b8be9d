/** Whoever acts: a person with a session. `null` in its place is a visitor. */
export interface Actor {
	personId: string;
	name: string;
	isAdmin: boolean;
	isGuest: boolean;
	organisationId: string | null;
}

/** What a member may do in a dossier; each level includes the ones before it. */
export const LEVELS = ['read', 'take-part', 'edit', 'publish'] as const;
export type Level = (typeof LEVELS)[number];

export function includes(level: Level | null, wanted: Level): boolean {
	return level !== null && LEVELS.indexOf(level) >= LEVELS.indexOf(wanted);
}
