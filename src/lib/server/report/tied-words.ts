import type { ReportContent } from '#lib/model/report.ts';
import type { Source } from '../people/refusal.rows.ts';
import type { Db } from '../platform/db.ts';
import { keyOfThing, listThings } from './disclosure.rows.ts';
import { listNamedByAnnex } from './annex-names.ts';
import { listNamed } from './named.ts';

interface Said {
	meetingId: string;
	content: ReportContent;
}

/**
 * Versions that say of which meeting their words are: of their own, and where they name another
 * meeting or a film, of that too. In one query for however many.
 */
export async function tieWords(db: Db, said: Said[]) {
	const things = await listThings(
		db,
		said.flatMap(({ content }) => listNamed(content))
	);
	return said.map(({ meetingId, content }) => {
		const own: Source = `meeting/${meetingId}`;
		const tie = <W extends object>(words: W, named: Parameters<typeof keyOfThing>[0][]) => ({
			...words,
			saidOf: [own, ...named.flatMap((one) => things.get(keyOfThing(one)) ?? [])]
		});
		const tieMeeting = <W extends { slug: string }>(link: W | null) =>
			link && tie(link, [{ kind: 'meeting', slug: link.slug }]);
		return {
			...content,
			saidOf: own,
			nextMeeting: tieMeeting(content.nextMeeting),
			previousMeeting: tieMeeting(content.previousMeeting),
			carried: content.carried.map((action) =>
				tie(action, [{ kind: 'meeting', slug: action.from.slug }])
			),
			items: content.items.map((item) => ({
				...item,
				films: item.films.map((film) => tie(film, [{ kind: 'film', slug: film.slug }]))
			})),
			annexes: content.annexes.map((annex) => tie(annex, listNamedByAnnex(annex)))
		};
	});
}
