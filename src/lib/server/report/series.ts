import { show, type Localised } from '#lib/model/localised.ts';
import type { ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import type { MeetingFacts } from './facts.rows.ts';
import { findNeighbours } from './series.rows.ts';

type Series = Pick<ReportContent, 'ordinal' | 'previousMeeting' | 'nextMeeting'>;

/** Where a meeting stands among the announced ones: its number, the one before and the next. */
export async function readSeries(db: Db, meeting: MeetingFacts, language: string): Promise<Series> {
	const { before, after } = await findNeighbours(db, meeting);
	const link = (one: { slug: string; title: Localised }) => {
		const { text, lang } = show(one.title, language);
		return { slug: one.slug, title: { text, lang } };
	};
	return {
		ordinal: meeting.ordinal,
		previousMeeting: before ? link(before) : null,
		nextMeeting: after ? { ...link(after), date: after.date } : null
	};
}
