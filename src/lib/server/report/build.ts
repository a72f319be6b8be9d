import { show, type Localised } from '#lib/model/localised.ts';
import { VISIBILITIES, type Phrase, type ReportContent } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { notFound } from '../platform/errors.ts';
import { readAttendance } from './attendance.ts';
import { readCarried } from './carried.ts';
import { readDays } from './days.ts';
import { describeNaming } from './disclosure.rows.ts';
import { findMeetingFacts, listPartNames, type MeetingFacts } from './facts.rows.ts';
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
			isClocked: meeting.openedAt !== null || meeting.closedAt !== null
		}),
		readAttendance(db, meetingId, { mode, language: lang }, VISIBILITIES),
		readSeries(db, meeting, lang),
		readCarried(db, meeting, lang)
	]);
	const link = (slug: string, title: Localised) => ({ slug, title: phrase(title, lang) });
	const content: ReportContent = {
		schema: 1,
		language: lang,
		title: phrase(meeting.title, lang),
		...series,
		dossier:
			meeting.dossierSlug && meeting.dossierTitle
				? link(meeting.dossierSlug, meeting.dossierTitle)
				: null,
		meeting: link(meeting.slug, meeting.title),
		status: meeting.status,
		host:
			meeting.hostSlug && meeting.hostName
				? { slug: meeting.hostSlug, name: meeting.hostName }
				: null,
		place: readPlace(meeting),
		mode,
		modeReason: meeting.modeReason && phrase(meeting.modeReason, lang),
		timezone: meeting.timezone,
		days: await readDays(db, meeting, items),
		summary: '',
		objective: show(meeting.objective, lang)?.text ?? '',
		nextSteps: '',
		parts: parts.map(({ title, ...one }) => ({ ...one, title: show(title, lang).text, text: '' })),
		items,
		carried,
		attendance,
		annexes: [],
		undisclosed: [],
		funder: meeting.funderName,
		disclaimer: meeting.disclaimer,
		author:
			meeting.author ??
			(meeting.hostSlug && meeting.hostName
				? { slug: meeting.hostSlug, name: meeting.hostName }
				: null)
	};
	return { ...content, summary: suggestSummary(content) };
}

function readPlace(meeting: MeetingFacts): string | null {
	const place = meeting.place;
	const parts = [
		place?.name,
		[place?.postcode, place?.city ?? meeting.city].filter(Boolean).join(' ')
	];
	return parts.filter(Boolean).join(', ') || null;
}

function phrase(text: Localised, language: string): Phrase {
	const shown = show(text, language);
	return { text: shown.text, lang: shown.lang };
}
