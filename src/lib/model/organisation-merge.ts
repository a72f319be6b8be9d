import * as v from 'valibot';
import type { Localised } from './localised.ts';
import type { OrganisationName } from './organisation.ts';

/** What is said of an organisation once: where two records of it differ, one of both has to be chosen. */
export interface OrganisationFacts {
	name: string | null;
	label: Localised | null;
	fullName: string | null;
	acronym: string | null;
	unit: { name: string; acronym?: string } | null;
	kind: string | null;
	sector: string | null;
	country: string | null;
	place: string | null;
	url: string | null;
	founded: { date: string; precision: string } | null;
	parent: OrganisationName | null;
	partnerNote: string | null;
	about: string | null;
	contactEmail: string | null;
	contactLanguage: string | null;
}

export const FACTS = [
	'name',
	'label',
	'fullName',
	'acronym',
	'unit',
	'kind',
	'sector',
	'country',
	'place',
	'url',
	'founded',
	'parent',
	'partnerNote',
	'about',
	'contactEmail',
	'contactLanguage'
] as const satisfies ReadonlyArray<keyof OrganisationFacts>;
export type Fact = (typeof FACTS)[number];

const side = v.optional(v.picklist(['kept', 'other']), 'kept');
/** Whose value stays of each fact; where nothing is said, that of the record that is kept. */
export const ChosenFacts = v.object(
	Object.fromEntries(FACTS.map((fact) => [fact, side])) as Record<Fact, typeof side>
);
export type ChosenFacts = v.InferOutput<typeof ChosenFacts>;

/** Facts that both records state, each otherwise. */
export function listDiffering(kept: OrganisationFacts, other: OrganisationFacts): Fact[] {
	return FACTS.filter((fact) => {
		if (kept[fact] === null || other[fact] === null) return false;
		if (fact === 'parent') return kept.parent?.slug !== other.parent?.slug;
		if (fact === 'label') return contradict(kept.label!, other.label!);
		return tell(kept[fact]) !== tell(other[fact]);
	});
}

/** What is said of the one organisation: the chosen value, else what only one of the two states. */
export function joinFacts(
	kept: OrganisationFacts,
	other: OrganisationFacts,
	chosen: ChosenFacts
): OrganisationFacts {
	const joined = FACTS.map((fact) => {
		const [first, second] = chosen[fact] === 'kept' ? [kept, other] : [other, kept];
		if (fact === 'label') return [fact, joinLabels(first.label, second.label)];
		return [fact, first[fact] ?? second[fact]];
	});
	return Object.fromEntries(joined) as unknown as OrganisationFacts;
}

/** The same in words that can be compared, whatever the order of what it holds. */
function tell(value: unknown): string {
	return typeof value === 'object' && value !== null
		? JSON.stringify(Object.entries(value).sort())
		: String(value);
}

function contradict(one: Localised, other: Localised): boolean {
	return Object.entries(one.texts).some(
		([tag, text]) => other.texts[tag] !== undefined && other.texts[tag] !== text
	);
}

/** The names of the first, and those of the second in languages that the first has none in. */
function joinLabels(first: Localised | null, second: Localised | null): Localised | null {
	if (!first || !second) return first ?? second;
	const added = Object.keys(second.texts).filter((tag) => first.texts[tag] === undefined);
	const pick = <T>(all: Record<string, T> = {}) =>
		Object.fromEntries(Object.entries(all).filter(([tag]) => added.includes(tag)));
	const states = { ...pick(second.states), ...first.states };
	return {
		original: first.original,
		texts: { ...pick(second.texts), ...first.texts },
		...(Object.keys(states).length ? { states } : {})
	};
}
