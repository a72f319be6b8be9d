import ical, {
	ICalAttendeeRole,
	ICalAttendeeStatus,
	ICalCalendarMethod,
	type ICalAttendeeData
} from 'ical-generator';
import { describeDay, printCalendar, type CalendarRequest } from './calendar.ts';
import type { CalendarMeeting } from './calendar.rows.ts';

export interface CalendarMessage {
	method: 'REQUEST' | 'CANCEL';
	day: number;
	content: string;
}

interface Parties {
	organizer: { name: string; email: string };
	attendee: { name: string; email: string };
}

/**
 * Messages (iTIP, RFC 5546) that bring a calendar from the dates its owner knows to the present
 * ones: one for each day, because a message is about one UID. Days that are no more, and all days
 * of a cancelled meeting, are cancelled.
 */
export function writeCalendarMessages(
	meeting: CalendarMeeting,
	known: string[],
	request: Omit<CalendarRequest, 'title'>,
	parties: Parties
): CalendarMessage[] {
	const isCancelled = meeting.status === 'cancelled';
	const lost = known
		.map((date, n) => ({ day: n + 1, date, starts: null, ends: null, half: null }))
		.slice(meeting.days.length);
	const days = [
		...meeting.days.map((day) => ({ day, isOff: isCancelled })),
		...lost.map((day) => ({ day, isOff: true }))
	];
	return days.map(({ day, isOff }) => {
		const method = isOff ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
		const calendar = ical({
			prodId: { company: 'Emvod', product: 'Emvod', language: request.language.toUpperCase() },
			method
		});
		const event = describeDay(isOff ? { ...meeting, status: 'cancelled' } : meeting, day, request);
		calendar.createEvent({
			...event,
			organizer: parties.organizer,
			attendees: [invite(parties.attendee)]
		});
		return { method: isOff ? 'CANCEL' : 'REQUEST', day: day.day, content: printCalendar(calendar) };
	});
}

/** The answer is asked for by the link of the letter: nobody reads what a calendar would send. */
function invite({ name, email }: Parties['attendee']): ICalAttendeeData {
	return {
		name,
		email,
		rsvp: false,
		status: ICalAttendeeStatus.NEEDSACTION,
		role: ICalAttendeeRole.REQ
	};
}
