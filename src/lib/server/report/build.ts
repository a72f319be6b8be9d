import { show } from '#lib/model/localised.ts';
import { VISIBILITIES, type ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { readAttendance } from './attendance.ts';
import { readCarried } from './carried.ts';
import { describeNaming } from './disclosure.rows.ts';
import { findMeetingFacts, listPartNames } from './facts.rows.ts';
import { phrase, readFacts } from './facts.ts';
import { readItems } from './items.ts';
import { readSeries } from './series.ts';
import { suggestSummary } from './suggestion.ts';

/**
 * The report of a meeting as its facts stand now: agenda, notes, attendance, films, actions. Nothing
 * is typed in; what nobody noted stays empty. The language is the one its title was written in.
 * @throws {AppError} `not_found`
 */
export async function buildContent(
	db: Db,
	meetingId: string,
	language?: string
): Promise<ReportContent> {
	const meeting = await findMeetingFacts(db, meetingId);
	if (!meeting) throw notFound();
	const lang = language ?? meeting.title.original;
	const mode = meeting.mode as ReportContent['mode'];
	const [parts, items, attendance, series, carried] = await Promise.all([
		listPartNames(db, meetingId),
		readItems(db, meetingId, {
			language: lang,
			naming: describeNaming(meeting),
			isElsewhere: meeting.status === 'held' && meeting.openedAt === null
		}),
		readAttendance(db, meetingId, { mode, language: lang }, VISIBILITIES),
		readSeries(db, meeting, lang),
		readCarried(db, meeting, lang)
	]);
	const facts = await readFacts(db, meeting, { language: lang, items });
	const content: ReportContent = {
		schema: 1,
		language: lang,
		title: phrase(meeting.title, lang),
		...series,
		...facts,
		summary: '',
		objective: show(meeting.objective, lang)?.text ?? '',
		nextSteps: '',
		parts: parts.map(({ title, ...one }) => ({ ...one, title: show(title, lang).text, text: '' })),
		items,
		carried,
		attendance,
		annexes: [],
		undisclosed: [],
		author: meeting.author ?? facts.host
	};
	const summary = suggestSummary(content);
	return { ...content, summary, ...(summary && { counted: summary }) };
}
