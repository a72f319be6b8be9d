import { LOCALES } from '#lib/model/localised.ts';
import type { Named } from './disclosure.rows.ts';

const KINDS: Record<string, Named['kind']> = {
	library: 'film',
	meetings: 'meeting',
	events: 'meeting',
	reports: 'report'
};
const ADDRESS = new RegExp(
	`^(?:https?://[^/]+)?(?:/(?:${LOCALES.join('|')}))?/(${Object.keys(KINDS).join('|')})/([^/?#.]+)`,
	'i'
);

/**
 * The film, meeting or report that an address leads to: in any language, with or without an origin,
 * whatever of it (a moment, a file) follows. Null for every other address.
 */
export function readOwnAddress(href: string): { kind: Named['kind']; slug: string } | null {
	const [, place, slug] = ADDRESS.exec(href.trim()) ?? [];
	const kind = place && KINDS[place.toLowerCase()];
	return kind && slug ? { kind, slug: slug.toLowerCase() } : null;
}
