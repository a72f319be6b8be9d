import { foldName } from './fold.ts';

/** An organisation with every name it is known by. */
export interface KnownOrganisation {
	id: string;
	name: string;
	names: string[];
}

/**
 * Finds organisations by any of their names, whatever accents, capitals or punctuation; a name in
 * brackets behind another one counts too. Null: no such organisation is known.
 */
export function createOrganisationMatch(
	known: readonly KnownOrganisation[]
): (words: string) => KnownOrganisation | null {
	const byName = new Map<string, KnownOrganisation>();
	const add = (name: string, one: KnownOrganisation) => {
		const key = foldName(name);
		if (key && !byName.has(key)) byName.set(key, one);
	};
	const named = known.flatMap((one) => [one.name, ...one.names].map((name) => ({ one, name })));
	for (const { one, name } of named) add(name, one);
	// After all full names: what stands before or in brackets is only a second way to say it.
	for (const { one, name } of named) for (const part of splitBrackets(name)) add(part, one);
	return (words) => {
		const [outer = '', inner = ''] = splitBrackets(words);
		const head = (outer || words).split(/\s[–—-]\s|\s*:\s/)[0] ?? '';
		for (const name of [words, head, inner, head.split(',')[0] ?? '']) {
			const found = byName.get(foldName(name));
			if (found) return found;
		}
		return null;
	};
}

/** What stands before brackets, and what in them; nothing when there are none. */
function splitBrackets(name: string): string[] {
	const inner = /\(([^()]+)\)/.exec(name)?.[1];
	return inner ? [name.replace(/\([^()]*\)/g, ' '), inner] : [];
}
