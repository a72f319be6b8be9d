import type { ProgrammeDraft } from './programme-draft.ts';
import { cutTalk } from './programme-line.ts';
import { finishDraft } from './programme-finish.ts';
import { ProgrammeReader } from './programme-reader.ts';
import { minutesBetween } from './programme-time.ts';
import { cutSpeakers, guessLanguage, namesRemote } from './programme-words.ts';

/** One event of a calendar file; date YYYY-MM-DD, times HH:MM, null for a whole day. */
export interface CalendarEvent {
	summary: string;
	description: string;
	location: string;
	date: string;
	starts: string | null;
	ends: string | null;
	isCancelled: boolean;
	/** Those whom the calendar invites; who they are is not read. */
	attendees: number;
}

export interface CalendarSource {
	title: string;
	timezone: string | null;
	/** Zone names of the file that are not known; '' stands for times without a zone. */
	unknownZones: string[];
	isCut: boolean;
	events: CalendarEvent[];
}

/** Reads a programme from a calendar: each event is an item of its date; a whole day is a day. */
export function readProgrammeCalendar(source: CalendarSource, today: string): ProgrammeDraft {
	const reader = new ProgrammeReader(today);
	const { draft } = reader;
	const events = source.events
		.filter(({ isCancelled }) => !isCancelled)
		.sort((a, b) => a.date.localeCompare(b.date) || (a.starts ?? '').localeCompare(b.starts ?? ''));
	draft.timezone = source.timezone;
	draft.title = source.title || events[0]?.summary || '';
	for (const zone of source.unknownZones)
		reader.doubt(
			zone ? 'zone_unknown' : 'zone_missing',
			zone || (source.timezone ?? 'Europe/Paris')
		);
	for (const { summary, isCancelled } of source.events)
		if (isCancelled) {
			reader.doubt('cancelled_left', summary);
			reader.place(summary, 'none');
		}
	const attendees = Math.max(0, ...events.map((event) => event.attendees));
	if (attendees) reader.doubt('attendees_left', String(attendees));
	if (source.isCut) reader.doubt('recurrence_cut', String(events.length));
	for (const event of events) {
		if (draft.days[reader.day - 1]?.date !== event.date) reader.openDay(event.date);
		draft.place ||= event.location;
		if (namesRemote(event.location)) draft.mode ??= 'online';
		readEvent(reader, event);
	}
	draft.language = guessLanguage(
		events.map(({ summary, description }) => `${summary}\n${description}`).join('\n'),
		'en'
	);
	return finishDraft(reader);
}

function readEvent(reader: ProgrammeReader, event: CalendarEvent): void {
	const { summary, description, starts, ends } = event;
	const title = summary.trim();
	const item = title && starts ? reader.addItem(title, { starts, ends }) : null;
	if (title && !starts) reader.openPart(title);
	if (title)
		reader.place(title, item ? (reader.isCut(item) ? 'none' : 'item') : starts ? 'none' : 'part');
	if (item && starts && ends) item.minutes = minutesBetween(starts, ends) ?? item.minutes;
	if (event.location && event.location !== reader.draft.place) reader.place(event.location, 'none');
	else if (event.location) reader.place(event.location, 'fact');
	for (const line of description.split('\n').filter((one) => one.trim())) {
		const named = cutSpeakers(line.trim());
		const quoted = cutTalk(line.trim());
		if (item && named && reader.nameSpeakers(named)) reader.place(line, 'item');
		else if (item && quoted && !quoted.before && !item.talk) {
			item.talk = quoted.talk;
			reader.place(line, 'item');
		} else reader.place(line, 'none');
	}
}
