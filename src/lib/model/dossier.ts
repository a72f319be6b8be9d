import type { Localised } from './localised.ts';
import type { DatePrecision, OrganisationName } from './organisation.ts';

export const DOSSIER_STATUSES = [
	'requested',
	'active',
	'paused',
	'closed-with-result',
	'closed-without-result'
] as const;
export type DossierStatus = (typeof DOSSIER_STATUSES)[number];

export const ACTIVITY_TYPES = [
	'innovation-challenge',
	'talk-in-class',
	'company-visit',
	'student-research',
	'teacher-masterclass',
	'parents-information-day'
] as const;

export interface DossierCard {
	slug: string;
	title: Localised;
	country: string | null;
	region: string | null;
	startDate: string | null;
	endDate: string | null;
	/** Null: not stated, and printed so. */
	status: DossierStatus | null;
	background: Localised | null;
	themes: string[];
	visibility: 'public' | 'members';
	requestedBy: OrganisationName[];
}

export interface Objective {
	id: string;
	text: Localised;
	/** Ids of the results that meet it. */
	metBy: string[];
}

export interface DossierResult {
	id: string;
	date: string | null;
	datePrecision: DatePrecision;
	text: Localised;
	aims: Localised[];
	organisation: OrganisationName | null;
	meetings: Array<{ slug: string; title: Localised }>;
}

export interface MeetingCard {
	slug: string;
	kind: string;
	ordinal: number | null;
	title: Localised;
	status: string;
	mode: string | null;
	city: string | null;
	timezone: string;
	days: Array<{ date: string; starts: string | null; ends: string | null; half: string | null }>;
	dossier: { slug: string; title: Localised } | null;
}

export interface BudgetLine {
	id: string;
	label: Localised;
	/** A decimal, exact as text; null: not stated. */
	amount: string | null;
	/** ISO 4217; null: not stated. */
	currency: string | null;
	status: string;
	payers: OrganisationName[];
}

/** How many schools have been checked and how many lack something; numbers of a line stay inside. */
export interface Readiness {
	checked: number;
	ready: number;
	missing: { line: number; computer: number; screen: number; sound: number };
	payers: OrganisationName[];
}

export interface Dossier extends DossierCard {
	id: string;
	funder: OrganisationName | null;
	/** The funder's sentence, on every page and export of a funded dossier. */
	disclaimer: Localised | null;
	activityTypes: string[];
	organisations: Array<OrganisationName & { role: string }>;
	objectives: Objective[];
	results: DossierResult[];
	meetings: MeetingCard[];
	budget: BudgetLine[];
	readiness: Readiness | null;
	/** Dossiers on which it is modelled, and those modelled on it, as far as the reader may see them. */
	modelledOn: DossierLink[];
	modelFor: DossierLink[];
	figures: KeyFigure[];
	/** Whether somebody can be written to; the address itself is never given out. */
	hasContact: boolean;
}

export interface DossierLink {
	slug: string;
	title: Localised;
}

export const QUALIFIERS = ['about', 'more-than', 'less-than'] as const;

/** A figure with where and when it comes from; the value exact, as text. */
export interface KeyFigure {
	id: string;
	label: Localised;
	value: string;
	qualifier: (typeof QUALIFIERS)[number] | null;
	unit: string | null;
	parts: FigurePart[];
	source: OrganisationName | null;
	sourceNote: string | null;
	date: string | null;
	datePrecision: DatePrecision;
}

export interface FigurePart {
	label: string;
	value: string;
}

export interface DossierFilter {
	country?: string | null;
	region?: string | null;
	theme?: string | null;
	status?: string | null;
}
