import { m } from '#lib/paraglide/messages.js';

/** Who may own an action or speak a line. */
export interface Owner {
	id: string;
	name: string;
	kind: 'organisation' | 'person';
}

/** The word before a marked paragraph. */
export function markOf(kind: string, organisationId: string | null, owners: Owner[]): string {
	if (kind === 'decision') return m.notes_decision();
	if (kind === 'action') return m.notes_action();
	return owners.find(({ id }) => id === organisationId)?.name ?? m.notes_line();
}
