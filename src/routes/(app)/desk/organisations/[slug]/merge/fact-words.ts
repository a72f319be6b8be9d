import { formatDate, nameCountry } from '#lib/model/calendar-date.ts';
import { capitalise, nameLanguage } from '#lib/model/language.ts';
import type { Fact, OrganisationFacts } from '#lib/model/organisation-merge.ts';
import { nameOrganisation, type DatePrecision } from '#lib/model/organisation.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { term } from '../../../../../(public)/term.ts';

/** What a fact is called. */
export const factNames: Record<Fact, () => string> = {
	name: m.people_organisation_name,
	label: m.people_names_by_language,
	fullName: m.organisation_full_name,
	acronym: m.people_acronym,
	unit: m.organisation_unit,
	kind: m.organisation_kind,
	sector: m.organisation_sector,
	country: m.dossier_country,
	place: m.organisation_place,
	url: m.organisation_website,
	founded: m.organisation_founded,
	parent: m.organisation_parent,
	partnerNote: m.organisation_partner,
	about: m.organisation_about,
	contactEmail: m.meeting_contact,
	contactLanguage: m.meeting_contact_language
};

/** A piece of what is said, with its language where that is another. */
export interface Words {
	text: string;
	lang?: string | undefined;
}

/** What a record says of a fact, in the reader's words; none where it says nothing. */
export function sayFact(facts: OrganisationFacts, fact: Fact): Words[] {
	const locale = getLocale();
	const { label, unit, country, founded, parent, contactLanguage: language } = facts;
	const special: Partial<Record<Fact, () => Words[]>> = {
		label: () => Object.entries(label?.texts ?? {}).map(([lang, text]) => ({ text, lang })),
		unit: () => (unit ? [{ text: [unit.name, unit.acronym].filter(Boolean).join(' · ') }] : []),
		kind: () => (facts.kind ? [{ text: term('organisation_kind', facts.kind) }] : []),
		sector: () => (facts.sector ? [{ text: term('organisation_sector', facts.sector) }] : []),
		country: () => (country ? [{ text: nameCountry(country, locale) }] : []),
		founded: () =>
			founded
				? [{ text: formatDate(founded.date, founded.precision as DatePrecision, locale) }]
				: [],
		parent: () => (parent ? [nameOrganisation(parent, locale)] : []),
		contactLanguage: () =>
			language ? [{ text: capitalise(nameLanguage(language, locale), locale) }] : []
	};
	const say = special[fact];
	if (say) return say();
	const text = facts[fact] as string | null;
	return text ? [{ text }] : [];
}
