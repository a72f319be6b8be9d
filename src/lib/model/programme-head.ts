import { readAgendaLine } from './programme-agenda.ts';
import type { LinePlace } from './programme-draft.ts';
import type { BareLine } from './programme-line.ts';
import { cut } from './programme-reader.ts';
import type { Reading } from './programme-reading.ts';
import { namesRemote } from './programme-words.ts';

/** A line before the agenda: the title, a postal address, or nothing that is known. */
export function readHeadLine(
	reading: Reading,
	{ text, isEntry }: BareLine,
	heading: number | null
): LinePlace {
	const { draft } = reading;
	if (namesRemote(text)) draft.mode = draft.place ? 'hybrid' : 'online';
	if (!draft.title) {
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
		return 'fact';
	}
	return 'none';
}
