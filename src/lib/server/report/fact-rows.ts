import { describeDays, describeMode, describePlace } from './document-facts.ts';
import type { ComparedFacts, Facts } from './facts.ts';
import { Words } from './words.ts';

export type Fact = 'number' | 'date' | 'zone' | 'host' | 'place' | 'mode';
/** One fact as a report prints it; `said` where the version that is given out says otherwise. */
export interface FactRow {
	fact: Fact;
	text: string;
	said: string | null;
}

export function listFacts({ now, said }: ComparedFacts, words: Words): FactRow[] {
	const before = said && new Map(describe(said, words));
	const hasNumber = (now.ordinal ?? said?.ordinal ?? null) !== null;
	return describe(now, words)
		.filter(([fact]) => fact !== 'number' || hasNumber)
		.map(([fact, text]) => {
			const old = before?.get(fact) ?? text;
			return { fact, text, said: old === text ? null : old };
		});
}

/** Which facts the version that is given out tells otherwise than the meeting does now. */
export function listDiffering(facts: ComparedFacts): Fact[] {
	return listFacts(facts, new Words('en', facts.now.timezone))
		.filter(({ said }) => said !== null)
		.map(({ fact }) => fact);
}

function describe(facts: Facts, words: Words): Array<[Fact, string]> {
	return [
		['number', facts.ordinal === null ? words.say('not_stated') : String(facts.ordinal)],
		['date', describeDays(facts, words)],
		['zone', facts.timezone],
		['host', facts.host?.name ?? words.say('not_stated')],
		['place', describePlace(facts, words)],
		['mode', describeMode(facts, words)]
	];
}
