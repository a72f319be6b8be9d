/** Whom a form of the draft may name as owner of an action. */
export interface Owners {
	/** `told`: the name, with what tells them from others who bear it. */
	people: Array<{ id: string; name: string; told: string }>;
	organisations: Array<{ id: string; name: string }>;
}
