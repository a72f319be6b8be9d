import { formatDate } from '#lib/model/calendar-date.ts';
import { show, type Locale } from '#lib/model/localised.ts';
import type { MeetingChange } from '#lib/model/meeting-change.ts';
import type { Programme } from '#lib/model/programme.ts';
import type { Letter } from './letter.rows.ts';
import { label, speakerOf, writeDay, writeFacts, type Say } from './letter-text.ts';

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
	const { kind } = change;
	const step = kind === 'moved' ? 'moved' : 'cancelled';
	const reason = meeting.statusHistory.findLast(({ status }) => status === step)?.reason;
	const isReasoned = kind === 'moved' || kind === 'cancelled';
	const parts = [
		say('meeting_letter_hello'),
		say(`meeting_letter_is_${kind}`, { title }),
		[
			...writeFormer(change, dates, locale, say),
			isReasoned && label(say, 'meeting_reason', show(reason ?? null, locale)?.text)
		]
			.filter(Boolean)
			.join('\n'),
		kind !== 'cancelled' && writeFacts(meeting, locale, address),
		asksAnswer(change, dates) &&
			say(kind === 'changed' ? 'meeting_letter_answer_still' : 'meeting_letter_answer_anew'),
		kind !== 'cancelled' && !dates.length && say('meeting_letter_date_follows'),
		say('meeting_letter_calendar'),
		address
	];
	return {
		subject: say(`meeting_letter_${kind}`, { title }),
		body: parts.filter(Boolean).join('\n\n')
	};
}

/** What its readers know that is no longer so, one thing a line. */
function writeFormer(
	{ kind, known, was }: MeetingChange,
	dates: string[],
	locale: Locale,
	say: Say
): Array<string | undefined> {
	const isMoved = known.join() !== dates.join();
	const days = known.map((date, n) => {
		const hours = was?.hours?.[n];
		return hours
			? writeDay({ date, ...hours }, hours.zone, locale, say)
			: formatDate(date, 'day', locale);
	});
	const when = days.join('\n  ');
	const { place, mode } = was ?? {};
	return [
		kind === 'cancelled'
			? label(say, 'meeting_letter_planned_date', when)
			: isMoved
				? label(say, 'meeting_letter_former', when)
				: label(say, 'meeting_letter_former_hours', was?.hours && when),
		place === undefined
			? undefined
			: label(say, 'meeting_letter_former_place', place || say('dossier_not_stated')),
		mode ? label(say, 'meeting_letter_former_mode', say(`programme_mode_${mode}`)) : undefined
	];
}

/** Whoever is told of a date that is known is asked whether they come; of no date nobody can say. */
export function asksAnswer({ kind }: MeetingChange, dates: string[]): boolean {
	return kind !== 'cancelled' && dates.length > 0;
}
