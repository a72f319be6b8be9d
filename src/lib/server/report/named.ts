import type { ReportContent } from '#lib/model/report.ts';
import { listNamedByAnnex } from './annex-names.ts';
import type { Named } from './disclosure.rows.ts';

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
	return [...meetings, ...films, ...content.annexes.flatMap(listNamedByAnnex)];
}
