import { findDate, type FoundDate } from './programme-date.ts';
import {
	MOST_LINES,
	type DraftItem,
	type LinePlace,
	type ProgrammeDraft
} from './programme-draft.ts';
import { findRepeats } from './programme-doubt.ts';
import { bare, cutTalk, isContact, type BareLine } from './programme-line.ts';
import { namesRole, readPerson, readSpeakers } from './programme-person.ts';
import { cut, ProgrammeReader } from './programme-reader.ts';
import { findHalf, readLeadingTime, type LeadingTime } from './programme-time.ts';
import {
	cutSpeakers,
	guessLanguage,
	isAgendaHeading,
	isBudgetHeading,
	isInvitedHeading,
	namesOpenList,
	namesProvisional,
	namesRemote,
	readDayNumber,
	readFact,
	readPart
} from './programme-words.ts';

/** A line of a source; `heading` is the level of a heading where the source has such. */
export interface SourceLine {
	text: string;
	heading?: number;
}

type Section = 'head' | 'agenda' | 'invited' | 'budget';

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

const moveDate = (date: FoundDate | null, by: number): FoundDate | null =>
	date && { ...date, from: date.from + by, to: date.to + by };

class Lines {
	readonly #reader: ProgrammeReader;
	readonly #lines: readonly SourceLine[];
	#section: Section;
	readonly #startsAt: Section;
	#previous = '';
	#isAfterBlank = true;
	#listensForSpeakers = false;
	#letter: string | null = null;

	constructor(lines: readonly SourceLine[], today: string, startsAt: Section) {
		this.#reader = new ProgrammeReader(today);
		this.#lines = lines;
		this.#section = 'head';
		this.#startsAt = startsAt;
	}

	read(): ProgrammeDraft {
		const texts = this.#lines.map(({ text }) => text);
		const repeats = findRepeats(texts);
		this.#reader.yearHint = texts.map((text) => findDate(text)?.year).find((year) => year) ?? null;
		for (const [index, line] of this.#lines.entries()) {
			if (!line.text.trim()) this.#isAfterBlank = true;
			else if (repeats.has(index)) {
				this.#reader.doubt('repeated', line.text.trim());
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
		if (this.#section === 'invited') return this.#readInvited(text);
		if (this.#section === 'budget') return this.#readBudget(text);
		const fact = this.#readFact(text);
		if (fact) return fact;
		if (isContact(text)) return 'none';
		if (this.#section === 'head') return this.#readHead(line, heading);
		return this.#readAgenda(line, heading);
	}

	#readSection({ text, isEntry }: BareLine, heading: number | null): LinePlace | null {
		const words = text
			.replace(/\s*\([^()]*\)/g, '')
			.replace(/\s*[:：]\s*$/, '')
			.trim();
		const isShort = words.split(/\s+/).length <= 6 && text.length < 120;
		const stands = /[:：]\s*$/.test(text) || heading !== null || words.split(/\s+/).length <= 2;
		if (isEntry || readLeadingTime(text)) return null;
		const inline = /^([^:：]{3,60})[:：]\s*(\S.*)$/u.exec(text);
		if (inline && isInvitedHeading(text) && inline[1]!.split(/\s+/).length <= 6) {
			this.#reader.draft.isListOpen ||= namesOpenList(text);
			this.#section = 'invited';
			for (const name of inline[2]!.split(/\s*[;,]\s+/)) this.#readInvited(name);
			return 'invited';
		}
		if (!isShort || !stands) return null;
		if (isInvitedHeading(text)) {
			this.#section = 'invited';
			this.#reader.draft.isListOpen ||= namesOpenList(text);
			return 'heading';
		}
		if (
			isBudgetHeading(words) &&
			(/[:：]\s*$/.test(text) || heading !== null || words.split(/\s+/).length === 1)
		) {
			this.#section = 'budget';
			return 'heading';
		}
		if (!isAgendaHeading(text) && !(namesProvisional(words) && words.split(/\s+/).length === 1))
			return null;
		if (this.#reader.draft.title) this.#begin();
		return 'heading';
	}

	/** A line that begins with a date, or with "Day 2", and says little else. */
	#readDay(text: string): LinePlace | null {
		const number = readDayNumber(text);
		// The number of the day is no part of its date.
		const from = number?.to ?? 0;
		const date = moveDate(findDate(text.slice(from)), from);
		const isAtStart = date !== null && !number && date.from <= 4 && date.days.length === 1;
		const isBehindNumber = number !== null && date !== null && date.from - number.to <= 6;
		if (!number && !isAtStart)
			return date && this.#section === 'head' ? this.#readHeadDate(text, date) : null;
		const own = isAtStart || isBehindNumber ? date : null;
		let rest = own ? `${text.slice(0, own.from)} ${text.slice(own.to)}` : text;
		if (number) rest = rest.slice(number.to);
		const half = findHalf(rest);
		if (half) rest = rest.slice(0, half.from) + rest.slice(half.to);
		const times = this.#cutTimes(rest);
		const title = times.rest.replace(/^[\s,:;()–—|le.-]+|[\s,:;()–—|-]+$/gu, '').trim();
		if (title.length > 90 && !number) return null;
		if (this.#section === 'head' && !number && title.length > 40) return null;
		this.#begin();
		this.#reader.openDay(own ? (this.#reader.resolve(own)[0] ?? null) : null, number?.day ?? null);
		const day = this.#reader.draft.days[this.#reader.day - 1];
		if (day) {
			day.starts ??= times.starts;
			day.ends ??= times.ends;
			if (half) this.#nameHalf(half.half, null);
		}
		const hasItems = this.#reader.draft.items.some((item) => item.day === this.#reader.day);
		if (namesRemote(title) && title.length < 30) this.#reader.draft.mode ??= 'online';
		else if (/[\p{L}\p{N}]/u.test(title)) this.#reader.openPart(title);
		else if (half && hasItems) this.#reader.openPart(text.slice(-60));
		return 'day';
	}

	#cutTimes(rest: string): { starts: string | null; ends: string | null; rest: string } {
		for (const match of rest.matchAll(/(?<![\p{L}\p{N}])\d{1,2}\s?(?:[:hu.]|[ap]\.?m)/giu)) {
			const time = readLeadingTime(rest.slice(match.index));
			if (time) return { ...time, rest: `${rest.slice(0, match.index)} ${time.rest}` };
		}
		return { starts: null, ends: null, rest };
	}

	/** Dates in the head: of the whole meeting. The line stays a title when it says more. */
	#readHeadDate(text: string, date: FoundDate): LinePlace | null {
		const rest = `${text.slice(0, date.from)}${text.slice(date.to)}`.trim();
		this.#reader.headDates = this.#reader.resolve(date).filter((one) => one !== null);
		if (!this.#reader.draft.title && rest.split(/\s+/).length > 3) return null;
		return rest.length <= 40 ? 'fact' : null;
	}

	#readHalf(text: string): LinePlace | null {
		const half = findHalf(text);
		if (!half || half.from > 3) return null;
		const times = this.#cutTimes(text.slice(half.to));
		if (/[\p{L}]/u.test(times.rest) || this.#section === 'head') return null;
		this.#begin();
		this.#reader.ensureDay();
		this.#nameHalf(half.half, text.slice(0, half.to).trim());
		const day = this.#reader.draft.days[this.#reader.day - 1];
		const hasItems = this.#reader.draft.items.some((item) => item.day === this.#reader.day);
		if (day && !hasItems) day.starts ??= times.starts;
		if (day && times.ends) day.ends = times.ends;
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

	#readInvited(text: string): LinePlace {
		const name = text.replace(/[.;,]$/, '').trim();
		if (isContact(name)) return 'none';
		if (namesOpenList(name) || /^(?:etc|…|\.\.\.)/i.test(name)) {
			this.#reader.draft.isListOpen = true;
			if (name.length < 40) return 'invited';
		}
		if (name.length > 200 || this.#reader.draft.invited.length >= 300) return 'none';
		this.#reader.checkWords(name, null, true);
		this.#reader.draft.invited.push(cut(name));
		return 'invited';
	}

	#readBudget(text: string): LinePlace {
		if (isContact(text) || text.length > 300 || this.#reader.draft.budget.length >= 100)
			return 'none';
		const [label = '', ...payers] = text.split(/\s*(?:[:：]|\s[–—-]\s|\|)\s*/);
		this.#reader.draft.budget.push({ label: cut(label), payers: payers.join(', ') });
		return 'budget';
	}

	#readFact(text: string): LinePlace | null {
		const fact = readFact(text);
		if (!fact?.value) return null;
		const { draft } = this.#reader;
		if (fact.fact === 'date') {
			const date = findDate(fact.value);
			if (!date) return null;
			this.#reader.headDates = this.#reader.resolve(date).filter((one) => one !== null);
			return 'fact';
		}
		if (draft[fact.fact] || fact.value.length > 2000) return null;
		if (fact.fact === 'title') return null;
		draft[fact.fact] = fact.value;
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
