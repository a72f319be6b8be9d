import { m } from '#lib/paraglide/messages.js';

/** Each basis for printing a name as its choice is called; '' where none is recorded. */
export const bases = [
	{ value: '', text: m.people_basis_none },
	{ value: 'consent', text: m.people_basis_consent },
	{ value: 'public-role', text: m.people_basis_public_role },
	{ value: 'refused', text: m.people_basis_refused }
];

/** What is recorded for every meeting, as one of the choices. */
export function standingOf(person: { publishName: boolean | null; publicOffice: boolean }): string {
	if (person.publishName === null) return '';
	if (!person.publishName) return 'refused';
	return person.publicOffice ? 'public-role' : 'consent';
}

export function nameBasis(value: string): string {
	return bases.find((basis) => basis.value === value)?.text() ?? '';
}
