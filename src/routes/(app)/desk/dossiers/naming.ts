import { nameOrganisation, type OrganisationName } from '#lib/model/organisation.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** An organisation as it is typed into a field. */
export function typeName(organisation: OrganisationName | null): string {
	return organisation ? nameOrganisation(organisation, getLocale()).text : '';
}
