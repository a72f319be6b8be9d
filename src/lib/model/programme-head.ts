import { readAgendaLine } from './programme-agenda.ts';
import { findDate } from './programme-date.ts';
import { readDayLine } from './programme-day.ts';
import type { LinePlace } from './programme-draft.ts';
import type { BareLine } from './programme-line.ts';
import { cut } from './programme-reader.ts';
import type { Reading } from './programme-reading.ts';
import type { SourceLine } from './programme-text.ts';
import { isAgendaHeading, namesProvisional, namesRemote } from './programme-words.ts';

/**
 * What is set as the title is it, also where it begins like the heading of an agenda ("Programme of
 * the second meeting"); null when it says no more than that, or is a day.
 */
export function takeTitle(reading: Reading, line: SourceLine, text: string): LinePlace | null {
	if (!line.isTitle || reading.draft.title) return null;
	const date = findDate(text);
	if (isKindAlone(text) || (date && readDayLine(text)?.title === '')) {
		reading.hasTitle = false;
		return null;
	}
	reading.checkWords(text, null, false);
	reading.draft.title = cut(text);
	reading.draft.isProvisional ||= namesProvisional(text);
	if (namesRemote(text)) reading.draft.mode = 'online';
	if (date) reading.headDates = reading.resolve(date).filter((one) => one !== null);
	if (reading.isBareList) reading.begin();
	return text.length > reading.draft.title.length ? 'none' : 'title';
}

/** "Programme", "AVANT-PROGRAMME": a kind of paper, and the name of no meeting. */
const isKindAlone = (text: string) =>
	(isAgendaHeading(text) || namesProvisional(text)) && text.trim().split(/\s+/).length <= 2;

/** A line before the agenda: the title, a postal address, or nothing that is known. */
export function readHeadLine(
	reading: Reading,
	{ text, isEntry }: BareLine,
	heading: number | null
): LinePlace {
	const { draft } = reading;
	if (namesRemote(text)) draft.mode = draft.place ? 'hybrid' : 'online';
	if (!draft.title && !reading.hasTitle) {
		reading.checkWords(text, null, false);
		draft.title = cut(text);
		if (reading.isBareList) reading.begin();
		return text.length > draft.title.length ? 'none' : 'title';
	}
	if (isEntry) {
		reading.begin();
		return readAgendaLine(reading, { text, isEntry, indent: 0 }, heading);
	}
	if (
		!draft.place &&
		text.length < 200 &&
		/(?<!\d)\d{4,5}\s+\p{Lu}/u.test(text) &&
		!/(?<!\d)(?:19|20)\d\d(?!\d)/.test(text)
	) {
		draft.place = text;
		if (draft.mode) draft.mode = 'hybrid';
		return 'fact';
	}
	return 'none';
}
