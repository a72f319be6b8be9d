import { formatDate } from '#lib/model/calendar-date.ts';
import { show, type Locale } from '#lib/model/localised.ts';
import type { MeetingChange } from '#lib/model/meeting-change.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Letter } from './letter.rows.ts';
import { label, speakerOf, writeFacts } from './letter-text.ts';

/**
 * A draft of the letter that tells of a change in one language: the dates its readers know and the
 * present ones, the reason as the page gives it, and whether an answer is asked for.
 */
export function writeChange(
	meeting: Programme,
	change: MeetingChange,
	locale: Locale,
	address: string
): Letter {
	const say = speakerOf(locale);
	const title = show(meeting.title, locale).text;
	const dates = meeting.days.map(({ date }) => date);
	const isMoved = change.known.join() !== dates.join();
	const former = change.known.map((date) => formatDate(date, 'day', locale));
	const word =
		change.kind === 'cancelled' ? 'meeting_letter_planned_date' : 'meeting_letter_former';
	const step = change.kind === 'moved' ? 'moved' : 'cancelled';
	const reason = meeting.statusHistory.findLast(({ status }) => status === step)?.reason;
	const parts = [
		say('meeting_letter_hello'),
		say(`meeting_letter_is_${change.kind}`, { title }),
		[
			(isMoved || change.kind === 'cancelled') && label(say, word, former.join('\n  ')),
			change.kind !== 'revived' && label(say, 'meeting_reason', show(reason ?? null, locale)?.text)
		]
			.filter(Boolean)
			.join('\n'),
		change.kind !== 'cancelled' && writeFacts(meeting, locale, address),
		asksAnswer(change, dates) && say('meeting_letter_answer_anew'),
		change.kind !== 'cancelled' && !dates.length && say('meeting_letter_date_follows'),
		say('meeting_letter_calendar'),
		address
	];
	return {
		subject: say(`meeting_letter_${change.kind}`, { title }),
		body: parts.filter(Boolean).join('\n\n')
	};
}

/** Whoever is told of a date that is known is asked whether they come; of no date nobody can say. */
export function asksAnswer({ kind }: MeetingChange, dates: string[]): boolean {
	return kind !== 'cancelled' && dates.length > 0;
}
