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
	for (const one of known)
		for (const name of [one.name, ...one.names]) {
			const key = foldName(name);
			if (key && !byName.has(key)) byName.set(key, one);
		}
	return (words) => {
		const inner = /\(([^()]+)\)/.exec(words)?.[1] ?? '';
		const outer = words.replace(/\([^()]*\)/g, ' ').split(/\s[–—-]\s|\s*:\s/)[0] ?? '';
		for (const name of [words, outer, inner, outer.split(',')[0] ?? '']) {
			const found = byName.get(foldName(name));
			if (found) return found;
		}
		return null;
	};
}
