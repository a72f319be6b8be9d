import { findAuthor, type Addressed } from '#lib/model/report-author.ts';
import type { Owner, ReportContent, Speaker } from '#lib/model/report.ts';

/** Whom a form may name, by id: people by what may be printed of them. */
export interface Known {
	organisations: Map<string, Addressed & { name: string }>;
	people: Map<string, string>;
	/** The same people as speakers: with the role and organisation that they have in the meeting. */
	speakers: Map<string, Pick<Speaker, 'name' | 'role' | 'organisation'>>;
}

/** An organisation or a person of the lists; whoever owns it already stays when the form says so. */
export function chooseOwner(id: string | undefined, old: Owner | null, known: Known): Owner | null {
	if (id === undefined || id === old?.id) return old;
	const organisation = known.organisations.get(id);
	if (organisation) return { kind: 'organisation', id, name: organisation.name };
	const person = known.people.get(id);
	return person === undefined ? null : { kind: 'person', id, name: person };
}

/** An organisation of the lists, null for none; who answers for the text already stays as the text says it. */
export function chooseAuthor(
	id: string,
	content: ReportContent,
	known: Known
): ReportContent['author'] {
	const chosen = known.organisations.get(id);
	if (!chosen) return null;
	if (content.author && findAuthor(content, [chosen])) return content.author;
	return { slug: chosen.slug, name: chosen.name };
}

/** The name of an organisation of the lists, null for none; what it was where the form leaves it. */
export function chooseOrganisation(
	id: string | undefined,
	old: string | null,
	known: Known
): string | null {
	if (id === '') return null;
	return known.organisations.get(id ?? '')?.name ?? old;
}

/** A calendar date that exists, as a date field sends it; null where it says none. */
export function readDate(value: string | undefined, old: string | null): string | null {
	if (value === undefined) return old;
	return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)) ? value : null;
}

/** One of a fixed list, else what it was. */
export function choose<T extends string, D>(
	value: string | undefined,
	allowed: readonly T[],
	old: D
): T | D {
	return allowed.find((one) => one === value) ?? old;
}
