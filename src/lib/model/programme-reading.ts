import { ProgrammeReader } from './programme-reader.ts';

/** `rest`: what stands behind the lists and belongs to none of them. */
export type Section = 'head' | 'agenda' | 'invited' | 'budget' | 'rest';

/** Where the reading of a programme stands, between two of its lines. */
export class Reading extends ProgrammeReader {
	section: Section = 'head';
	/** The words of the line before. */
	previous = '';
	isAfterBlank = true;
	/** "Speakers:" stood alone; the entries that follow name them. */
	listensForSpeakers = false;
	/** A label stood alone; what it names comes next. */
	awaited: 'place' | 'host' | null = null;
	/** The agenda begins right under the title: a list without days, hours or bullets. */
	readonly isBareList: boolean;

	constructor(today: string, isBareList: boolean) {
		super(today);
		this.isBareList = isBareList;
	}

	begin(): void {
		this.section = 'agenda';
		this.listensForSpeakers = false;
	}
}
