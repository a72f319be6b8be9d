import { show, type Localised } from '#lib/model/localised.ts';
import type { Phrase, ReportContent, ReportItem } from '#lib/model/report.ts';
import type { Db } from '../platform/db.ts';
import { markDays } from './days.ts';
import { findMeetingFacts, listDays, type MeetingDay, type MeetingFacts } from './facts.rows.ts';
import type { ReportHead } from './report.rows.ts';
import { readVersion } from './version.rows.ts';

/** What a report says of its meeting and nobody types into it: while it is written, the meeting tells. */
export type Facts = Pick<
	ReportContent,
	| 'dossier'
	| 'meeting'
	| 'status'
	| 'host'
	| 'place'
	| 'mode'
	| 'modeReason'
	| 'timezone'
	| 'days'
	| 'funder'
	| 'disclaimer'
	| 'ordinal'
>;

/** What of a report its facts depend on: the language, and on which days something was held. */
export interface Told {
	language: string;
	items: ReadonlyArray<Pick<ReportItem, 'day' | 'actual'>>;
}

/** The facts as they stand now, for a report in `language` with these items. */
export async function readFacts(db: Db, meeting: MeetingFacts, told: Told): Promise<Facts> {
	const days = await listDays(db, [meeting.id]);
	return tellFacts(meeting, days.get(meeting.id) ?? [], told);
}

export function tellFacts(
	meeting: MeetingFacts,
	days: MeetingDay[],
	{ language, items }: Told
): Facts {
	const { slug, title, dossierSlug, dossierTitle, hostSlug, hostName } = meeting;
	const link = (to: string, called: Localised) => ({ slug: to, title: phrase(called, language) });
	return {
		dossier: dossierSlug && dossierTitle ? link(dossierSlug, dossierTitle) : null,
		meeting: link(slug, title),
		ordinal: meeting.ordinal,
		status: meeting.status,
		host: hostSlug && hostName ? { slug: hostSlug, name: hostName } : null,
		place: readPlace(meeting),
		mode: meeting.mode as ReportContent['mode'],
		modeReason: meeting.modeReason && phrase(meeting.modeReason, language),
		timezone: meeting.timezone,
		days: markDays(days, meeting, items),
		funder: meeting.funderName,
		disclaimer: meeting.disclaimer
	};
}

/** `said`: by the version that is given out; null where there is none. */
export interface ComparedFacts {
	now: Facts;
	said: Facts | null;
}

/** What the meeting of a report says now, beside what the report that is given out says of it. */
export async function compareFacts(
	db: Db,
	{ id, meetingId, state, version }: Pick<ReportHead, 'id' | 'meetingId' | 'state' | 'version'>,
	draft: ReportContent
): Promise<ComparedFacts> {
	const meeting = await findMeetingFacts(db, meetingId);
	const isGiven = state === 'provisional' || state === 'published';
	const current = isGiven && version ? await readVersion(db, id, version, []) : undefined;
	return {
		now: meeting ? await readFacts(db, meeting, draft) : draft,
		said: current?.open ?? null
	};
}

function readPlace({ place, city }: MeetingFacts): string | null {
	const parts = [place?.name, [place?.postcode, place?.city ?? city].filter(Boolean).join(' ')];
	return parts.filter(Boolean).join(', ') || null;
}

/** Text in one language, the one asked for where it is there. */
export function phrase(text: Localised, language: string): Phrase {
	const shown = show(text, language);
	return { text: shown.text, lang: shown.lang };
}
