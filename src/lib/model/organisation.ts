import { show, type Localised, type Shown } from './localised.ts';
import type { RelationKind } from './organisation-kinds.ts';

/** How an organisation is named wherever it is mentioned; `name` is null when nobody stated it. */
export interface OrganisationName {
	slug: string;
	name: string | null;
	label: Localised | null;
	country: string | null;
	sector: string | null;
}

/** The name, else the label that stands for it while the name is not stated. Names have no language. */
export function nameOrganisation(
	organisation: Pick<OrganisationName, 'name' | 'label'>,
	lang: string
): Pick<Shown, 'text'> & { lang?: string } {
	if (organisation.name !== null) return { text: organisation.name };
	return show(organisation.label, lang) ?? { text: '' };
}

/** How an organisation stands to another: told by it (`isOwn`), or by the other of it. */
export interface OrganisationRelation {
	kind: RelationKind;
	isOwn: boolean;
	other: OrganisationName;
	since: string | null;
	note: string | null;
}

/** What the page of an organisation shows. */
export interface Organisation extends OrganisationName {
	fullName: string | null;
	acronym: string | null;
	aliases: string[];
	kind: string | null;
	place: string | null;
	url: string | null;
	founded: string | null;
	foundedPrecision: string | null;
	unit: { acronym?: string; name: string } | null;
	partnerNote: string | null;
	about: string | null;
	parent: OrganisationName | null;
	children: OrganisationName[];
	relations: OrganisationRelation[];
	dossiers: Array<{ slug: string; title: Localised; roles: string[] }>;
	meetings: Array<{ slug: string; kind: string; title: Localised; date: string | null }>;
	films: Array<{ slug: string; title: Localised; date: string | null }>;
	publications: Array<{
		id: string;
		title: Localised;
		type: string;
		date: string | null;
		datePrecision: DatePrecision;
	}>;
}

export type DatePrecision = 'day' | 'month' | 'year' | 'unknown';
