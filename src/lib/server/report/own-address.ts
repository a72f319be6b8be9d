import type { Named } from './disclosure.rows.ts';

const KINDS: Record<string, Named['kind']> = {
	library: 'film',
	meetings: 'meeting',
	events: 'meeting',
	reports: 'report'
};
const ADDRESS = new RegExp(
	`(?<![\\p{L}\\p{N}_.-])(${Object.keys(KINDS).join('|')})/+([\\p{L}\\p{N}_-]+)`,
	'giu'
);

/**
 * The films, meetings and reports to which the addresses in these words lead, an address by itself
 * or typed into a title: in any language, with or without an origin, whatever of it (a moment, a
 * file) follows. What is no address of ours names nothing that exists here.
 */
export function listOwnAddresses(words: string): Array<{ kind: Named['kind']; slug: string }> {
	return [...decode(words).matchAll(ADDRESS)].flatMap(([, place, slug]) => {
		const kind = KINDS[place!.toLowerCase()];
		return kind && slug ? [{ kind, slug: slug.toLowerCase() }] : [];
	});
}

/** `%2D` is a hyphen; what is not well-formed stays. */
function decode(words: string): string {
	return words.replace(/(?:%[\da-f]{2})+/gi, (coded) => {
		try {
			return decodeURIComponent(coded);
		} catch {
			return coded;
		}
	});
}
