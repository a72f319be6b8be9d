import { findDate, type FoundDate } from './programme-date.ts';
import { readDayLine, readHalfLine } from './programme-day.ts';
import {
	MOST_LINES,
	type DraftItem,
	type LinePlace,
	type ProgrammeDraft
} from './programme-draft.ts';
import { findRepeats } from './programme-doubt.ts';
import { bare, cutTalk, isContact, type BareLine } from './programme-line.ts';
import { takeBudget, takeInvited } from './programme-lists.ts';
import { cutPeople } from './programme-people.ts';
import { namesRole, readPerson, readSpeakers } from './programme-person.ts';
import { cut, ProgrammeReader } from './programme-reader.ts';
import { readSectionHeading } from './programme-section.ts';
import { readLeadingTime, type LeadingTime } from './programme-time.ts';
import {
	cutBudget,
	cutSpeakers,
	guessLanguage,
	namesContact,
	namesProvisional,
	namesRemote,
	readFact,
	readPart
} from './programme-words.ts';

/** A line of a source; `heading` is the level of a heading where the source has such. */
export interface SourceLine {
	text: string;
	heading?: number;
}

/** `rest`: what stands behind the lists and belongs to none of them. */
type Section = 'head' | 'agenda' | 'invited' | 'budget' | 'rest';

/**
 * Reads a programme from its lines. Never throws; every line that is not blank stands in `lines`
 * once, with where it went. `today` (YYYY-MM-DD) helps where a date has no year.
 */
export function readProgrammeText(source: readonly SourceLine[], today: string): ProgrammeDraft {
	const lines = source.slice(0, MOST_LINES);
	const draft = new Lines(lines, today, 'head').read();
	// A list without days, hours or bullets: what stands under the title are the items.
	return draft.items.length > 0 || lines.length < 2
		? draft
		: new Lines(lines, today, 'agenda').read();
}

// Longer than other files: in which order the kinds of a line are tried is one decision.
class Lines {
	readonly #reader: ProgrammeReader;
	readonly #lines: readonly SourceLine[];
	#section: Section;
	readonly #startsAt: Section;
	#previous = '';
	#isAfterBlank = true;
	#listensForSpeakers = false;
	#letter: string | null = null;
	/** A label stood alone; what it names comes next. */
	#awaited: 'place' | 'host' | null = null;

	constructor(lines: readonly SourceLine[], today: string, startsAt: Section) {
		this.#reader = new ProgrammeReader(today);
		this.#lines = lines;
		this.#section = 'head';
		this.#startsAt = startsAt;
	}

	read(): ProgrammeDraft {
		const texts = this.#lines.map(({ text }) => text);
		const repeats = findRepeats(texts);
		const named = new Set<string>();
		this.#reader.yearHint = texts.map((text) => findDate(text)?.year).find((year) => year) ?? null;
		for (const [index, line] of this.#lines.entries()) {
			if (!line.text.trim()) this.#isAfterBlank = true;
			else if (repeats.has(index)) {
				const words = line.text.trim();
				if (!named.has(words)) this.#reader.doubt('repeated', words);
				named.add(words);
				this.#reader.place(line.text, 'repeated');
			} else this.#take(line);
		}
		if (this.#letter) this.#reader.place(this.#letter, 'none');
		const { draft } = this.#reader;
		const language = guessLanguage(texts.join('\n'), 'en');
		if (draft.items.some(({ title }) => namesRemote(title))) draft.mode ??= 'hybrid';
		return this.#reader.finish(language, guessLanguage);
	}

	#take(line: SourceLine): void {
		if (/^\s*\p{Lu}\s*$/u.test(line.text)) return this.#hold(line.text);
		const own = bare(line.text);
		const joined = own.isEntry ? null : this.#join(own.text);
		const text = joined ?? own.text;
		const as = /[\p{L}\p{N}]/u.test(text)
			? this.#read({ ...own, text }, line.heading ?? null)
			: 'heading';
		if (this.#letter) this.#reader.place(this.#letter, joined ? as : 'none');
		if (joined)
			this.#reader.doubt('letter_joined', joined, as === 'item' ? this.#reader.item : null);
		this.#letter = null;
		this.#reader.place(line.text, as);
		this.#previous = text;
		this.#isAfterBlank = false;
	}

	/** A letter alone on its line is the decorated first letter of what follows, most likely. */
	#hold(text: string): void {
		if (this.#letter) this.#reader.place(this.#letter, 'none');
		this.#letter = text;
	}

	#join(text: string): string | null {
		if (!this.#letter || !/^(?:\p{Ll}|[’']|\p{Lu}{2})/u.test(text)) return null;
		return this.#letter.trim() + text;
	}

	#read(line: BareLine, heading: number | null): LinePlace {
		const { text } = line;
		if (namesProvisional(text) && this.#section === 'head') this.#reader.draft.isProvisional = true;
		const section = this.#readSection(line, heading);
		if (section) return section;
		const awaited = this.#readAwaited(text);
		if (awaited) return awaited;
		const isDay = this.#readDay(text);
		if (isDay) return isDay;
		const part = !line.isEntry && text.length < 200 ? readPart(text) : null;
		if (part && (this.#section !== 'head' || this.#reader.draft.title)) {
			this.#begin();
			this.#reader.openPart(part.title);
			return 'part';
		}
		const half = this.#readHalf(text);
		if (half) return half;
		const time = readLeadingTime(text);
		if (time?.rest) return this.#readTimed(time);
		const label = this.#readLabel(text);
		if (label) return label;
		if (this.#section === 'invited') return takeInvited(this.#reader, text);
		if (this.#section === 'budget') return takeBudget(this.#reader, text);
		const fact = this.#readFact(text);
		if (fact) return fact;
		if (isContact(text) || namesContact(text) || this.#section === 'rest') return 'none';
		if (this.#section === 'head') return this.#readHead(line, heading);
		return this.#readAgenda(line, heading);
	}

	#readSection(line: BareLine, heading: number | null): LinePlace | null {
		const found = readSectionHeading(line, heading !== null);
		if (!found) return null;
		this.#reader.draft.isListOpen ||= found.section === 'invited' && found.isOpen;
		if (found.section !== 'agenda') this.#section = found.section;
		else if (this.#reader.draft.title) this.#begin();
		for (const name of found.names) takeInvited(this.#reader, name);
		return found.names.length > 0 ? 'invited' : 'heading';
	}

	/** Behind a label alone on its line: "Lieu :". */
	#readAwaited(text: string): LinePlace | null {
		const fact = this.#awaited;
		this.#awaited = null;
		if (!fact || text.length > 200 || readFact(text) || readLeadingTime(text)) return null;
		this.#reader.draft[fact] = text;
		return 'fact';
	}

	/** A label of the budget, a place, a date or a contact ends a list. */
	#readLabel(text: string): LinePlace | null {
		if (this.#section !== 'invited' && this.#section !== 'budget') return null;
		const budget = cutBudget(text);
		if (budget && this.#section === 'invited') {
			this.#section = 'budget';
			return takeBudget(this.#reader, budget);
		}
		const fact = readFact(text)?.fact ?? 'title';
		// "Meeting: Jet-Net" is a line of a budget.
		if (!namesContact(text) && fact === 'title') return null;
		this.#section = this.#reader.draft.items.length > 0 ? 'rest' : 'head';
		return this.#readFact(text) ?? 'none';
	}

	#readDay(text: string): LinePlace | null {
		const line = readDayLine(text);
		const isLoose = this.#section === 'head' && line?.number === null && line.title.length > 40;
		if (!line || isLoose) {
			const date = this.#section === 'head' ? findDate(text) : null;
			return date && this.#readHeadDate(text, date);
		}
		const reader = this.#reader;
		this.#begin();
		reader.openDay(line.date ? (reader.resolve(line.date)[0] ?? null) : null, line.number);
		const day = reader.draft.days[reader.day - 1];
		if (day) {
			day.starts ??= line.starts;
			day.ends ??= line.ends;
		}
		if (line.half) this.#nameHalf(line.half, null);
		const hasItems = reader.draft.items.some((item) => item.day === reader.day);
		if (namesRemote(line.title) && line.title.length < 30) reader.draft.mode ??= 'online';
		else if (/[\p{L}\p{N}]/u.test(line.title)) reader.openPart(line.title);
		else if (line.half && hasItems) reader.openPart(text.slice(-60));
		return 'day';
	}

	/** Dates in the head: of the whole meeting. The line stays a title when it says more. */
	#readHeadDate(text: string, date: FoundDate): LinePlace | null {
		const rest = `${text.slice(0, date.from)}${text.slice(date.to)}`.trim();
		this.#reader.headDates = this.#reader.resolve(date).filter((one) => one !== null);
		if (!this.#reader.draft.title && rest.split(/\s+/).length > 3) return null;
		// What is said beside the date is shown: it has no place of its own.
		const isMore = /\p{Lu}\p{Ll}{2}/u.test(rest) && !namesRemote(rest) && !readFact(text);
		return rest.length > 40 ? null : isMore ? 'none' : 'fact';
	}

	#readHalf(text: string): LinePlace | null {
		const line = this.#section === 'head' ? null : readHalfLine(text);
		if (!line) return null;
		this.#begin();
		this.#reader.ensureDay();
		this.#nameHalf(line.half, line.title);
		const day = this.#reader.draft.days[this.#reader.day - 1];
		const hasItems = this.#reader.draft.items.some((item) => item.day === this.#reader.day);
		if (day && !hasItems) day.starts ??= line.starts;
		if (day && line.ends) day.ends = line.ends;
		return 'part';
	}

	/** The first half of a day is its half; with a second one the day is a whole one in two parts. */
	#nameHalf(half: 'morning' | 'afternoon', title: string | null): void {
		const { day, draft } = this.#reader;
		const own = draft.days[day - 1];
		if (!own) return;
		const isFirst = own.half === null && !draft.items.some((item) => item.day === day);
		own.half = isFirst || own.half === half ? half : null;
		if (title) this.#reader.openPart(title);
	}

	#readTimed(time: LeadingTime): LinePlace {
		this.#begin();
		const item = this.#reader.addItem(time.rest, { starts: time.starts, ends: time.ends });
		return this.#placeItem(item);
	}

	/** A title that had to be cut stands in full among the lines without a place. */
	#placeItem(item: DraftItem | null): LinePlace {
		return item && !this.#reader.isCut(item) ? 'item' : 'none';
	}

	#begin(): void {
		this.#section = 'agenda';
		this.#listensForSpeakers = false;
	}

	#readFact(text: string): LinePlace | null {
		const fact = readFact(text);
		const { draft } = this.#reader;
		if (
			fact?.value === '' &&
			(fact.fact === 'place' || fact.fact === 'host') &&
			!draft[fact.fact]
		) {
			this.#awaited = fact.fact;
			return 'heading';
		}
		if (!fact?.value) return null;
		if (fact.fact === 'date') {
			const date = findDate(fact.value);
			if (!date) return null;
			this.#reader.headDates = this.#reader.resolve(date).filter((one) => one !== null);
			return 'fact';
		}
		if (draft[fact.fact] || fact.value.length > 2000) return null;
		if (fact.fact === 'title') return null;
		if (fact.fact === 'place' && namesRemote(fact.value)) draft.mode = 'online';
		else draft[fact.fact] = fact.value;
		return 'fact';
	}

	#readHead({ text, isEntry }: BareLine, heading: number | null): LinePlace {
		const { draft } = this.#reader;
		if (namesRemote(text)) draft.mode = draft.place ? 'hybrid' : 'online';
		if (!draft.title) {
			this.#reader.checkWords(text, null, false);
			draft.title = cut(text);
			if (this.#startsAt === 'agenda') this.#begin();
			return text.length > draft.title.length ? 'none' : 'title';
		}
		if (isEntry) {
			this.#begin();
			return this.#readAgenda({ text, isEntry, indent: 0 }, heading);
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

	#readAgenda(line: BareLine, heading: number | null): LinePlace {
		const { text, isEntry, indent } = line;
		const reader = this.#reader;
		const named = cutSpeakers(text);
		if (named !== null) {
			this.#listensForSpeakers = named.trim() === '';
			if (this.#listensForSpeakers) return 'item';
			return reader.addSpeakers(readSpeakers(named)) ? 'item' : 'none';
		}
		if (this.#listensForSpeakers && isEntry && reader.addSpeakers(readSpeakers(text)))
			return 'item';
		this.#listensForSpeakers = false;
		if (this.#readSpeech(text)) return 'item';
		if (heading !== null && heading > 1 && text.length < 200) {
			reader.openPart(text);
			return 'part';
		}
		if (!this.#isAfterBlank && !isEntry && reader.continueItem(text, this.#previous)) return 'item';
		const isSentence = /[.!?]$/.test(text) && text.split(/\s+/).length >= 12;
		if (isSentence || (reader.item?.starts && (isEntry || indent > 0 || !this.#isAfterBlank)))
			return 'none';
		const item = reader.addItem(text, { isMarked: isEntry });
		return this.#placeItem(item);
	}

	/** A talk's title alone in quotation marks, or who speaks, under the item they belong to. */
	#readSpeech(text: string): boolean {
		const { item } = this.#reader;
		if (!item) return false;
		const people = cutPeople(text);
		if (people && !people.title) {
			this.#reader.addSpeakers(people.speakers);
			this.#reader.doubt('speaker_guessed', text, item);
			return true;
		}
		const quoted = cutTalk(text);
		const person = readPerson(quoted ? quoted.before : text);
		const isPerson = person !== null && namesRole(person.role);
		if (quoted && !item.talk && (!quoted.before || isPerson)) {
			item.talk = cut(quoted.talk);
			if (isPerson) this.#guess(person, text);
			return true;
		}
		if (quoted || !isPerson) return false;
		this.#guess(person, text);
		return true;
	}

	#guess(person: NonNullable<ReturnType<typeof readPerson>>, text: string): void {
		this.#reader.addSpeakers([person]);
		this.#reader.doubt('speaker_guessed', text, this.#reader.item);
	}
}
