/** Whom a form of the draft may name as owner of an action. */
export interface Owners {
	people: Array<{ id: string; name: string }>;
	organisations: Array<{ id: string; name: string }>;
}
