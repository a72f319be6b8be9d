import type { ReportContent } from '#lib/model/report.ts';
import type { Named } from './disclosure.rows.ts';
import { listOwnAddresses } from './own-address.ts';

/** Meetings, films and reports that a text names, in its annexes too. */
export function listNamed(content: ReportContent): Array<Omit<Named, 'within'>> {
	const meetings = [
		content.nextMeeting,
		content.previousMeeting,
		...content.carried.map(({ from }) => from)
	].flatMap((one) => (one ? [{ kind: 'meeting' as const, slug: one.slug }] : []));
	const films = content.items.flatMap((item) =>
		item.films.map(({ slug }) => ({ kind: 'film' as const, slug }))
	);
	return [...meetings, ...films, ...content.annexes.flatMap(listNamedBy)];
}

/**
 * What an annex leads to, also by an address that somebody typed into its title or its words; one
 * without an address and without a file may still be a film's title.
 */
export function listNamedBy({ href, title, file, alt }: ReportContent['annexes'][number]) {
	const isBare = !href && !file;
	return [
		...listOwnAddresses([href, title.text, alt].filter(Boolean).join(' ')),
		...(isBare ? [{ kind: 'film' as const, slug: null, title: title.text }] : [])
	];
}
