import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { Actor } from '#lib/model/actor.ts';
import { show } from '#lib/model/localised.ts';
import { instantIn } from '#lib/model/zone.ts';
import type { Db } from '#lib/server/platform/db.ts';
import { notFound } from '#lib/server/platform/errors.ts';
import { listCalendarRows, type CalendarMeeting } from './calendar.rows.ts';

export interface CalendarRequest {
	origin: string;
	language: string;
	/** One meeting, or those of one dossier; all when neither is given. */
	slug?: string;
	dossier?: string;
	title: string;
}

const DAY = 86_400_000;
const STATUSES: Record<string, ICalEventStatus> = {
	cancelled: ICalEventStatus.CANCELLED,
	planned: ICalEventStatus.TENTATIVE
};

/**
 * Meetings as iCalendar (RFC 5545): one VEVENT per day, in UTC where the hours are stated and as a
 * whole day where not; a cancelled meeting stays, marked CANCELLED.
 * @throws {AppError} `not_found` when one meeting is asked for that the actor may not read
 */
export async function writeCalendar(
	db: Db,
	actor: Actor | null,
	request: CalendarRequest
): Promise<string> {
	const meetings = await listCalendarRows(db, actor, request);
	if (request.slug && !meetings.length) throw notFound();
	const calendar = ical({
		name: request.title,
		prodId: { company: 'Emvod', product: 'Emvod', language: request.language.toUpperCase() },
		method: ICalCalendarMethod.PUBLISH
	});
	for (const meeting of meetings)
		for (const day of meeting.days) calendar.createEvent(describeDay(meeting, day, request));
	return calendar.toString();
}

function describeDay(
	meeting: CalendarMeeting,
	day: CalendarMeeting['days'][number],
	request: CalendarRequest
) {
	const { origin, language } = request;
	const base = meeting.kind === 'external-event' ? 'events' : 'meetings';
	const url = `${origin}/${base}/${meeting.slug}`;
	const title = show(meeting.title, language).text;
	return {
		id: `${meeting.id}-${day.day}@emvod`,
		sequence: meeting.sequence,
		stamp: meeting.updatedAt,
		lastModified: meeting.updatedAt,
		...findTimes(meeting, day),
		summary: meeting.days.length > 1 ? `${title} (${day.day}/${meeting.days.length})` : title,
		description: [show(meeting.objective, language)?.text, meeting.timezone, url]
			.filter(Boolean)
			.join('\n'),
		location: meeting.place || (meeting.mode === 'online' ? url : undefined),
		url,
		status: STATUSES[meeting.status] ?? ICalEventStatus.CONFIRMED,
		x: meeting.mode && meeting.mode !== 'on-site' ? [{ key: 'X-CONFERENCE-URL', value: url }] : []
	};
}

function findTimes(meeting: CalendarMeeting, day: CalendarMeeting['days'][number]) {
	const at = (time: string) => new Date(instantIn(meeting.timezone, day.date, time));
	if (day.starts && day.ends) return { start: at(day.starts), end: at(day.ends) };
	if (day.starts) return { start: at(day.starts) };
	const start = new Date(`${day.date}T00:00:00Z`);
	return { start, end: new Date(start.getTime() + DAY), allDay: true, timezone: 'UTC' };
}
