import ical, { ICalCalendarMethod, ICalEventStatus, type ICalCalendar } from 'ical-generator';
import type { Actor } from '#lib/model/actor.ts';
import { show, type Locale } from '#lib/model/localised.ts';
import { findLastMove } from '#lib/model/meeting-step.ts';
import { instantIn } from '#lib/model/zone.ts';
import { localizeHref } from '#lib/paraglide/runtime.js';
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
		name: escapeName(request.title),
		prodId: { company: 'Emvod', product: 'Emvod', language: request.language.toUpperCase() },
		method: ICalCalendarMethod.PUBLISH
	});
	for (const meeting of meetings) {
		for (const day of meeting.days) calendar.createEvent(describeDay(meeting, day, request));
		for (const day of listLostDays(meeting))
			calendar.createEvent(describeDay({ ...meeting, status: 'cancelled' }, day, request));
	}
	return meetings.length ? printCalendar(calendar) : printEmpty(calendar);
}

/**
 * A calendar has at least one component (RFC 5545, 3.6). While there is no event it describes the
 * zone that ours are given in, and is no message: one that publishes has an event.
 */
function printEmpty(calendar: ICalCalendar): string {
	return printCalendar(calendar.method(null)).replace(
		'END:VCALENDAR',
		[
			'BEGIN:VTIMEZONE',
			'TZID:Etc/UTC',
			'BEGIN:STANDARD',
			'DTSTART:19700101T000000',
			'TZOFFSETFROM:+0000',
			'TZOFFSETTO:+0000',
			'TZNAME:UTC',
			'END:STANDARD',
			'END:VTIMEZONE',
			'END:VCALENDAR'
		].join('\r\n')
	);
}

/** The name of a calendar as a value of RFC 5545 on one line: the generator writes it as it is given. */
function escapeName(title: string): string {
	return title.replace(/\s+/g, ' ').replace(/[\\;,]/g, '\\$&');
}

/** Control characters, which RFC 5545 knows in no value; line ends are the generator's. */
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

/** The text of a calendar. */
export function printCalendar(calendar: ICalCalendar): string {
	const text = calendar.toString().replace(CONTROLS, ' ');
	return text.replaceAll(/^X-CONFERENCE:((?:.|\r\n )*)$/gm, writeConference);
}

/** Days of before the last move that have no day now: calendars that hold them must let them go. */
function listLostDays({ days, steps }: CalendarMeeting): CalendarMeeting['days'] {
	return (findLastMove(steps)?.from ?? [])
		.map((date, n) => ({ day: n + 1, date, starts: null, ends: null, half: null }))
		.slice(days.length);
}

/** The way in by video as RFC 7986 names it, which the generator does not know; folded at 75 octets. */
function writeConference(_: string, folded: string): string {
	const url = folded.replaceAll('\r\n ', '');
	const line = `CONFERENCE;VALUE=URI;FEATURE=AUDIO,VIDEO:${url}`;
	return (line.match(/.{1,74}/g) ?? []).join('\r\n ');
}

/** One day of a meeting as an event; its UID stays whatever becomes of it. */
export function describeDay(
	meeting: CalendarMeeting,
	day: CalendarMeeting['days'][number],
	request: Pick<CalendarRequest, 'origin' | 'language'>
) {
	const { origin, language } = request;
	const isOwn = meeting.kind !== 'external-event';
	const isJoined = isOwn && meeting.mode && meeting.mode !== 'on-site';
	const path = `/${isOwn ? 'meetings' : 'events'}/${meeting.slug}`;
	const url = origin + localizeHref(path, { locale: language as Locale });
	const title = show(meeting.title, language).text;
	return {
		id: `${meeting.id}-${day.day}@emvod`,
		sequence: meeting.sequence,
		stamp: meeting.updatedAt,
		lastModified: meeting.updatedAt,
		...findTimes(meeting, day),
		summary: meeting.days.length > 1 ? `${title} (${day.day}/${meeting.days.length})` : title,
		description: [
			show(meeting.objective, language)?.text,
			meeting.timezone,
			url,
			show(meeting.disclaimer, language)?.text
		]
			.filter(Boolean)
			.join('\n'),
		location: meeting.place || (isOwn && meeting.mode === 'online' ? url : undefined),
		url,
		status: STATUSES[meeting.status] ?? ICalEventStatus.CONFIRMED,
		// Of an event of others there is nothing to join here.
		x: isJoined ? [{ key: 'X-CONFERENCE', value: url }] : []
	};
}

function findTimes(meeting: CalendarMeeting, day: CalendarMeeting['days'][number]) {
	const at = (time: string) => new Date(instantIn(meeting.timezone, day.date, time));
	if (day.starts && day.ends) return { start: at(day.starts), end: at(day.ends) };
	if (day.starts) return { start: at(day.starts) };
	const start = new Date(`${day.date}T00:00:00Z`);
	return { start, end: new Date(start.getTime() + DAY), allDay: true, timezone: 'UTC' };
}
