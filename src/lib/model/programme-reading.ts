import type { DraftItem } from './programme-draft.ts';
import { ProgrammeReader } from './programme-reader.ts';
import { minutesBetween, type LeadingTime } from './programme-time.ts';

/** `rest`: what stands behind the lists and belongs to none of them. */
export type Section = 'head' | 'agenda' | 'invited' | 'budget' | 'rest';

/** Where the reading of a programme stands, between two of its lines. */
export class Reading extends ProgrammeReader {
	section: Section = 'head';
	/** The words of the line before. */
	previous = '';
	isAfterBlank = true;
	/** The source says which line is its title: no other one is. */
	hasTitle = false;
	/** The next line begins with hours. */
	leadsHours = false;
	/** Several lines begin with hours: what stands above the first of them is no item. */
	hasHours = false;
	/** "Speakers:" stood alone; the entries that follow name them. */
	listensForSpeakers = false;
	/** Named behind the date of the first day, without a label. */
	guessedPlace: string | null = null;
	/** A label stood alone; what it names comes next. */
	awaited: 'place' | 'host' | null = null;
	/** A fact that may go on in the next line. */
	goesOn: 'objective' | 'theme' | null = null;
	/** The agenda begins right under the title: a list without days, hours or bullets. */
	readonly isBareList: boolean;

	constructor(today: string, isBareList: boolean) {
		super(today);
		this.isBareList = isBareList;
	}

	/** Hours alone on their line, before the item they belong to, and that line's words. */
	#hours: (LeadingTime & { words: string }) | null = null;

	/** Items with their hours on the line below: what follows is no detail of them. */
	readonly #timedBelow = new Set<DraftItem>();

	/** The item began with its hours, so that entries and lines right under it are about it. */
	get isInTimedItem(): boolean {
		return Boolean(this.item?.starts) && !this.#timedBelow.has(this.item!);
	}

	get awaitsItem(): boolean {
		return this.#hours !== null;
	}

	/** Hours alone on a line are those of the item right above, or else of the one that follows. */
	takeHours(time: LeadingTime, words: string): boolean {
		const { item } = this;
		this.#hours = null;
		if (!item || item.starts || this.isAfterBlank) {
			this.#hours = { ...time, words };
			return false;
		}
		item.starts = time.starts;
		if (time.isAbout) this.doubt('hour_about', words, item);
		this.#timedBelow.add(item);
		if (time.ends) {
			item.minutes ??= minutesBetween(time.starts, time.ends);
			this.ends.set(item, time.ends);
		}
		return true;
	}

	override addItem(
		...[words, about = {}]: Parameters<ProgrammeReader['addItem']>
	): DraftItem | null {
		const hours = this.#hours;
		this.#hours = null;
		if (!hours || about.starts) return super.addItem(words, about);
		const item = super.addItem(words, { ...about, starts: hours.starts, ends: hours.ends });
		if (hours.isAbout) this.doubt('hour_about', hours.words, item);
		const line = this.draft.lines.findLast(({ text }) => text.trim() === hours.words);
		if (item && line) line.as = 'item';
		return item;
	}

	override openPart(title: string): void {
		this.#hours = null;
		super.openPart(title);
	}

	override openDay(...where: Parameters<ProgrammeReader['openDay']>): void {
		this.#hours = null;
		super.openDay(...where);
	}

	begin(): void {
		this.section = 'agenda';
		this.listensForSpeakers = false;
	}
}
