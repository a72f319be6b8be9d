import { beginsWithAmount } from './money-text.ts';
import { placeItem, readAgendaLine } from './programme-agenda.ts';
import { findDate } from './programme-date.ts';
import { readDay, readHalf } from './programme-days.ts';
import { findRepeats } from './programme-doubt.ts';
import { MOST_LINES, type LinePlace, type ProgrammeDraft } from './programme-draft.ts';
import { continueFact, readAwaited, takeFact } from './programme-fact.ts';
import { finishDraft, takeGuessedPlace } from './programme-finish.ts';
import { readHeadLine, takeTitle } from './programme-head.ts';
import { joinBroken, listCells } from './programme-joining.ts';
import { bare, isContact, type BareLine } from './programme-line.ts';
import { addBeside, shareSpeakers, splitParallel } from './programme-parallel.ts';
import { readListLabel, takeBudget, takeInvited } from './programme-lists.ts';
import { Reading } from './programme-reading.ts';
import { readSectionHeading } from './programme-section.ts';
import { isImpossibleTime, readLeadingTime } from './programme-time.ts';
import {
	cutSpeakers,
	guessLanguage,
	isClosing,
	isGreeting,
	namesContact,
	namesProvisional,
	namesRemote,
	readPart
} from './programme-words.ts';

/** A line of a source; `heading` is the level of a heading where the source has such. */
export interface SourceLine {
	text: string;
	heading?: number | undefined;
	/** It comes from a page whose running head and foot were taken out. */
	isPaged?: boolean;
	/** It goes on with the line above, which the edge of the page or column broke. */
	isBroken?: boolean;
	/** It is set as the title of the whole. */
	isTitle?: boolean;
	/** It stands beside the text, such as a note at its foot: never an item. */
	isAside?: boolean;
	/** It was a row of a table that lists something; one with an action is told apart. */
	row?: 'header' | 'row' | 'action';
	/** Who speaks was guessed from its place in a row. */
	isSpeakerGuessed?: boolean;
	/** The lines of that row's cells. */
	cells?: string[];
}

/**
 * Reads a programme from its lines. Never throws; every line that is not blank stands in `lines`
 * once, with where it went. `today` (YYYY-MM-DD) helps where a date has no year.
 */
export function readProgrammeText(source: readonly SourceLine[], today: string): ProgrammeDraft {
	const lines = joinBroken(listCells(source).slice(0, MOST_LINES));
	const draft = readLines(lines, new Reading(today, false));
	// A list without days, hours or bullets: what stands under the title are the items.
	return draft.items.length > 0 || lines.length < 2
		? draft
		: readLines(lines, new Reading(today, true));
}

function readLines(lines: readonly SourceLine[], reading: Reading): ProgrammeDraft {
	const texts = lines.map(({ text }) => text);
	const repeats = findRepeats(lines);
	const named = new Set<string>();
	const { draft } = reading;
	draft.language = guessLanguage(texts.join('\n'), 'en');
	reading.hasTitle = lines.some(({ isTitle }) => isTitle);
	reading.yearHint = texts.map((text) => findDate(text)?.year).find((year) => year) ?? null;
	const isTimed = texts.map((text) => Boolean(readLeadingTime(bare(text).text)?.rest));
	reading.hasHours = isTimed.filter(Boolean).length >= 3;
	let letter: string | null = null;
	for (const [index, line] of lines.entries()) {
		const words = line.text.trim();
		const next = texts.findIndex((text, at) => at > index && text.trim());
		reading.leadsHours = next >= 0 && isTimed[next]!;
		if (!words) reading.isAfterBlank = true;
		else if (repeats.has(index)) {
			if (!named.has(words)) reading.doubt('repeated', words);
			named.add(words);
			reading.place(line.text, 'repeated');
		} else if (/^\p{Lu}$/u.test(words)) {
			// A letter alone on its line is the decorated first letter of what follows, most likely.
			if (letter) reading.place(letter, 'none');
			letter = line.text;
		} else {
			take(reading, leadsItems(lines, index) ? line : { ...line, heading: undefined }, letter);
			letter = null;
		}
	}
	if (letter) reading.place(letter, 'none');
	if (draft.items.some(({ title }) => namesRemote(title))) draft.mode ??= 'hybrid';
	if (reading.guessedPlace) takeGuessedPlace(reading, reading.guessedPlace);
	shareSpeakers(reading);
	return finishDraft(reading);
}

/** Larger letters of a page are the name of a part where items stand below them, else of an item. */
function leadsItems(lines: readonly SourceLine[], index: number): boolean {
	if (!lines[index]!.isPaged) return true;
	const next = lines.slice(index + 1).find(({ text }) => text.trim())?.text ?? '';
	return bare(next).isEntry || readLeadingTime(next.trim()) !== null;
}

function take(reading: Reading, line: SourceLine, letter: string | null): void {
	const own = bare(line.text);
	const joined = letter && !own.isEntry ? joinLetter(letter, own.text) : null;
	const text = joined ?? own.text;
	const as = /[\p{L}\p{N}]/u.test(text)
		? line.isAside || line.row === 'header'
			? line.row === 'header'
				? 'heading'
				: 'none'
			: (takeTitle(reading, line, text) ??
				readLine(reading, { ...own, text }, line.heading ?? null))
		: 'heading';
	if (letter) reading.place(letter, joined ? as : 'none');
	if (joined) reading.doubt('letter_joined', joined, as === 'item' ? reading.item : null);
	if (line.isSpeakerGuessed && as === 'item')
		reading.doubt('speaker_guessed', cutSpeakers(text) ?? text, reading.item);
	reading.place(line.text, as);
	// Only an item's own words go on in the next line.
	reading.previous = as === 'item' ? text : '';
	reading.isAfterBlank = false;
}

function joinLetter(letter: string, text: string): string | null {
	return /^(?:\p{Ll}|[’']|\p{Lu}{2})/u.test(text) ? letter.trim() + text : null;
}

/** In which order the kinds of a line are tried is one decision, and stands here. */
function readLine(reading: Reading, line: BareLine, heading: number | null): LinePlace {
	const { text } = line;
	if (namesProvisional(text) && reading.section === 'head') reading.draft.isProvisional = true;
	if (isClosing(text)) reading.section = 'rest';
	if (reading.section === 'head' && !reading.draft.title && isGreeting(text)) return 'none';
	const earlier =
		readSection(reading, line, heading) ??
		readAwaited(reading, text) ??
		continueFact(reading, text) ??
		readDay(reading, text) ??
		readPartLine(reading, line) ??
		readHalf(reading, text) ??
		readTimed(reading, text) ??
		readBeside(reading, text) ??
		readListLabel(reading, text);
	if (earlier) return earlier;
	if (reading.section === 'invited') return takeInvited(reading, text);
	if (reading.section === 'budget') return takeBudget(reading, text);
	const fact = takeFact(reading, text);
	if (fact) return fact;
	if (isContact(text) || namesContact(text) || reading.section === 'rest') return 'none';
	return reading.section === 'head'
		? readHeadLine(reading, line, heading)
		: readAgendaLine(reading, line, heading);
}

function readSection(reading: Reading, line: BareLine, heading: number | null): LinePlace | null {
	const found = readSectionHeading(line, heading !== null);
	if (!found) return null;
	reading.draft.isListOpen ||= found.section === 'invited' && found.isOpen;
	if (found.section !== 'agenda') reading.section = found.section;
	else if (reading.draft.title) reading.begin();
	for (const name of found.names) takeInvited(reading, name);
	return found.names.length > 0 ? 'invited' : 'heading';
}

function readPartLine(reading: Reading, { text, isEntry }: BareLine): LinePlace | null {
	const part = !isEntry && text.length < 200 ? readPart(text) : null;
	if (!part || (reading.section === 'head' && !reading.draft.title)) return null;
	reading.begin();
	reading.openPart(part.title);
	return 'part';
}

function readTimed(reading: Reading, text: string): LinePlace | null {
	const time = beginsWithAmount(text) ? null : readLeadingTime(text);
	if (!time) {
		if (!isImpossibleTime(text) || reading.section !== 'agenda') return null;
		return placeItem(reading, reading.addItem(text, { isMarked: true }));
	}
	if (!time.rest) {
		if (reading.section !== 'agenda') return null;
		return reading.takeHours(time, text) ? 'item' : 'none';
	}
	reading.begin();
	const { starts, ends, rest } = time;
	const [title = rest, ...others] = splitParallel(rest);
	const first = addBeside(reading, title, time) ?? reading.addItem(title, { starts, ends });
	if (time.isAbout) reading.doubt('hour_about', text, first);
	for (const other of others) addBeside(reading, other);
	return placeItem(reading, first);
}

function readBeside(reading: Reading, text: string): LinePlace | null {
	const item = reading.section === 'agenda' ? addBeside(reading, text) : null;
	return item && placeItem(reading, item);
}
