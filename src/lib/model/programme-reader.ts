import { fold } from './fold.ts';
import { cutTalk } from './programme-line.ts';
import {
	emptyDraft,
	MOST_ITEMS,
	newDraftItem,
	type DoubtCode,
	type DraftItem,
	type DraftSpeaker,
	type LinePlace,
	type ProgrammeDraft
} from './programme-draft.ts';
import { guessYear, weekdayOf, writeIsoDate, type FoundDate } from './programme-date.ts';
import { findRoom } from './programme-person.ts';
import { isStrange, isUnconfirmed, listOddities } from './programme-doubt.ts';
import { listPeople } from './programme-names.ts';
import { cutPeople } from './programme-people.ts';
import { namesRole, readPerson } from './programme-person.ts';
import { readSpeakers } from './programme-speakers.ts';
import { cutSpoken } from './programme-spoken.ts';
import { cutDuration, isImpossibleTime, minutesBetween } from './programme-time.ts';
import { LONGEST_TITLE } from './agenda.ts';

/** Shorter lines were not broken by the edge of the page. */
const WRAPS = 45;

/** Collects what the lines of a programme say: where days, parts and items begin and end. */
export class ProgrammeReader {
	readonly draft: ProgrammeDraft = emptyDraft();
	/** Dates named before any day began. */
	headDates: string[] = [];
	/** Hours named beside the one of them. */
	headHours: { starts: string; ends: string | null } | null = null;
	item: DraftItem | null = null;
	/** 0: no day began yet. */
	day = 0;
	part = 1;
	yearHint: number | null = null;
	/** When items end, where the source says so. */
	readonly ends = new Map<DraftItem, string>();
	/** Items held at the same time, in rooms beside each other. */
	readonly besides: DraftItem[][] = [];
	readonly #cut = new Set<DraftItem>();
	readonly #today: string;

	constructor(today: string) {
		this.#today = today;
	}

	/** `read`: what of it was understood, where the rest is told elsewhere. */
	place(text: string, as: LinePlace, read = text): void {
		this.draft.lines.push({ text, as });
		if (as === 'none' || as === 'repeated' || as === 'budget') return;
		const item = as === 'item' ? this.item : null;
		if (isUnconfirmed(text)) this.doubt('unconfirmed', text.trim(), item);
		const room = item && findRoom(read);
		if (room && !fold(item.title).includes(fold(room))) this.doubt('room_left', room, item);
	}

	/** `budget` is the index of the budget line that the doubt is about. */
	doubt(code: DoubtCode, words: string, item: DraftItem | null = null, budget?: number): void {
		const index = item ? this.draft.items.indexOf(item) : -1;
		const cut = words.length > 200 ? `${words.slice(0, 199).toWellFormed()}…` : words;
		this.draft.doubts.push({
			code,
			words: cut,
			item: index < 0 ? null : index,
			...(budget !== undefined && { budget })
		});
	}

	/** The dates a line names, as YYYY-MM-DD; a year that is not there is guessed and said so. */
	resolve(found: FoundDate): Array<string | null> {
		const { month, days, weekday } = found;
		const year =
			found.year ?? this.yearHint ?? guessYear(month, days[0] ?? 1, this.#today, weekday);
		if (found.year === null) this.doubt('no_year', String(year));
		return days.map((day, index) => {
			const date = writeIsoDate(year, month, day);
			if (!date) this.doubt('date_wrong', `${day}/${month}/${year}`);
			else if (index === 0 && weekday !== null && weekdayOf(date) !== weekday)
				this.doubt('weekday_wrong', date);
			return date;
		});
	}

	/** Begins the day of a date, or the next one; a day begun without items takes the date over. */
	openDay(date: string | null, number: number | null = null): void {
		const { days, items } = this.draft;
		const own = date ?? (number === null ? null : (this.headDates[number - 1] ?? null));
		const same = own ? days.findIndex((one) => one.date === own) : -1;
		const isEmpty = this.day > 0 && !items.some((item) => item.day === this.day);
		if (same >= 0) {
			this.day = same + 1;
			this.part = Math.max(
				1,
				...items.filter(({ day }) => day === same + 1).map(({ part }) => part)
			);
		} else if (isEmpty && days[this.day - 1]?.date === null) {
			days[this.day - 1]!.date = own;
		} else if (days.length < 30) {
			days.push({ date: own, starts: null, ends: null, half: null });
			this.day = days.length;
			this.part = 1;
		}
		this.item = null;
	}

	ensureDay(): void {
		if (this.day > 0) return;
		this.openDay(this.headDates[0] ?? null);
	}

	openPart(title: string): void {
		this.ensureDay();
		const { items, parts } = this.draft;
		const isUsed =
			items.some(({ day, part }) => day === this.day && part === this.part) ||
			parts.some(({ day, part }) => day === this.day && part === this.part);
		if (isUsed && this.part < 99) this.part += 1;
		parts.push({ day: this.day, part: this.part, title: cut(title) });
		this.item = null;
	}

	/** Null when the programme is full: the line is left over then. */
	addItem(
		words: string,
		{
			starts = null,
			ends = null,
			isMarked = false
		}: { starts?: string | null; ends?: string | null; isMarked?: boolean } = {}
	): DraftItem | null {
		if (this.draft.items.length >= MOST_ITEMS) {
			if (
				this.draft.items.length === MOST_ITEMS &&
				!this.draft.doubts.some(({ code }) => code === 'left_over')
			)
				this.doubt('left_over', String(MOST_ITEMS));
			return null;
		}
		this.ensureDay();
		const { minutes, rest } = cutDuration(words);
		const spoken = cutSpoken(rest);
		const quoted = cutTalk(spoken.rest);
		const speaker = quoted && readPerson(quoted.before);
		const isBySpeaker = speaker && (speaker.organisation || namesRole(speaker.role));
		const whole = quoted
			? isBySpeaker || !quoted.before
				? quoted.talk
				: quoted.before
			: spoken.rest;
		const people = isBySpeaker || whole === quoted?.talk ? null : cutPeople(whole);
		// Of a line that says nothing but who speaks, the role is what it is called by.
		const said = people?.title || people?.speakers.find(({ role }) => role)?.role || whole;
		const title = spoken.more ? `${said} (${spoken.more})` : said;
		const item: DraftItem = {
			...newDraftItem(cut(title), { day: this.day, part: this.part }),
			starts,
			minutes: (starts && ends ? minutesBetween(starts, ends) : null) ?? minutes,
			talk: quoted ? cut(quoted.talk) : null,
			language: spoken.language,
			speakers: isBySpeaker ? [speaker] : (people?.speakers ?? [])
		};
		this.draft.items.push(item);
		this.item = item;
		if (starts && ends && ends <= starts) this.doubt('ends_first', `${starts}–${ends}`, item);
		else if (ends) this.ends.set(item, ends);
		if (isImpossibleTime(words)) this.doubt('hour_wrong', words, item);
		if (title.length > LONGEST_TITLE) {
			this.#cut.add(item);
			this.doubt('title_cut', title, item);
		}
		this.checkWords(words, item, isMarked || starts !== null);
		if (isBySpeaker) this.doubt('speaker_guessed', quoted.before, item);
		else if (people) this.doubt('speaker_guessed', whole, item);
		return item;
	}

	openBeside(above: DraftItem, item: DraftItem): void {
		const group = this.besides.find((one) => one.includes(above));
		if (group) group.push(item);
		else this.besides.push([above, item]);
	}

	isCut(item: DraftItem): boolean {
		return this.#cut.has(item);
	}

	/** Says what is odd about the words: a lost letter, an end that is missing, a formula. */
	checkWords(words: string, item: DraftItem | null, isMarked: boolean): void {
		for (const code of listOddities(words, isMarked)) this.doubt(code, words, item);
	}

	/** True when the line goes on with the title that the page's edge broke. */
	continueItem(words: string, previous: string): boolean {
		const item = this.item;
		if (!item || item.talk || item.speakers.length > 0) return false;
		if (!/^\p{Ll}/u.test(words) || previous.length < WRAPS || /[.:;!?»”]$/.test(previous))
			return false;
		if (isStrange(/^\p{L}+/u.exec(words)?.[0] ?? '')) return false;
		const { minutes, rest } = cutDuration(words);
		const title = `${item.title} ${rest}`;
		if (title.length > LONGEST_TITLE) return false;
		const people = cutPeople(title);
		item.title = people?.title || title;
		item.minutes ??= minutes;
		if (people?.title) {
			item.speakers.push(...people.speakers);
			this.doubt('speaker_guessed', title, item);
		}
		return true;
	}

	addSpeakers(speakers: DraftSpeaker[]): boolean {
		if (!this.item || speakers.length === 0) return false;
		this.item.speakers.push(...speakers.slice(0, 60 - this.item.speakers.length));
		return true;
	}

	/** The people that stand behind "Speakers:" or in their column are those of the item. */
	nameSpeakers(words: string): boolean {
		const isAdded = this.addSpeakers(readSpeakers(words));
		if (isAdded) this.doubtPeople(words);
		return isAdded;
	}

	/** Says of whom in a list nothing tells that it is another person. */
	doubtPeople(words: string): void {
		for (const one of listPeople(words))
			if (one.isGuessed) this.doubt('speaker_guessed', one.words, this.item);
	}
}

/** At most as long as a title may be, cut between words. */
export function cut(title: string): string {
	const words = title
		.toWellFormed()
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.trim();
	if (words.length <= LONGEST_TITLE) return words;
	const head = words.slice(0, LONGEST_TITLE - 1);
	const space = head.lastIndexOf(' ');
	return `${(space > LONGEST_TITLE / 2 ? head.slice(0, space) : head).toWellFormed()}…`;
}
