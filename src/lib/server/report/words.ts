import { localeOf } from '#lib/model/calendar-date.ts';
import { dateFormat, numberFormat } from '#lib/model/formatter.ts';
import { nameLanguage } from '#lib/model/language.ts';
import { LOCALES, show, type Locale } from '#lib/model/localised.ts';
import { DOCUMENTS, PICTURES } from '#lib/model/report-annex.ts';
import type { Phrase, ReportContent } from '#lib/model/report.ts';
import { m } from '#lib/paraglide/messages.js';

type Inputs = Record<string, string | number>;
type Message = (inputs: Inputs, options: { locale: Locale }) => string;

/** Words, dates and times of a document in one language; English where the interface has none. */
export class Words {
	readonly locale: Locale;
	/** Day before month and 24 hours also in English: the readers are in Europe. */
	private readonly region: string;
	private readonly zone: string;

	constructor(language: string, zone: string) {
		const short = language.split('-')[0] as Locale;
		this.locale = LOCALES.includes(short) ? short : 'en';
		this.region = localeOf(this.locale);
		this.zone = zone;
	}

	/** A message of the report's own list; the key stands without `report_`. */
	say(key: string, inputs: Inputs = {}): string {
		const message = (m as unknown as Record<string, Message | undefined>)[
			`report_${key.replaceAll('-', '_')}`
		];
		if (!message) throw new Error(`no message report_${key}`);
		return message(inputs, { locale: this.locale });
	}

	/** The same as a label before a value, with the colon as this language sets it. */
	label(key: string): string {
		return this.say('labelled', { label: this.say(key) });
	}

	/** A name, and after a colon what it is called or when; the name alone where there is nothing. */
	title(name: string, more: string | undefined): string {
		return more ? `${this.say('labelled', { label: name })} ${more}` : name;
	}

	/** What the funder wants said, in this language where there is such a text; else a sentence of ours. */
	disclaimer({ funder, disclaimer }: Pick<ReportContent, 'funder' | 'disclaimer'>): Phrase | null {
		if (disclaimer) return show(disclaimer, this.locale);
		return funder ? { text: this.say('disclaimer', { funder }), lang: this.locale } : null;
	}

	/** A calendar date with its weekday. */
	date(value: string): string {
		return dateFormat(this.region, { dateStyle: 'full', timeZone: 'UTC' }).format(
			new Date(`${value}T00:00:00Z`)
		);
	}

	/** The time of day of an instant in the meeting's zone. */
	time(instant: string): string {
		return dateFormat(this.region, { timeStyle: 'short', timeZone: this.zone }).format(
			new Date(instant)
		);
	}

	/** An instant as a date in the meeting's zone. */
	instant(value: string): string {
		return dateFormat(this.region, {
			dateStyle: 'long',
			timeStyle: 'short',
			timeZone: this.zone
		}).format(new Date(value));
	}

	/** The kind and size of a file. */
	size({ type, bytes }: { type: string; bytes: number }): string {
		const kind = { ...PICTURES, ...DOCUMENTS }[type as keyof typeof PICTURES] ?? type;
		const [value, unit] = bytes < 1e6 ? [bytes / 1e3, 'kilobyte'] : [bytes / 1e6, 'megabyte'];
		const size = numberFormat(this.region, {
			style: 'unit',
			unit,
			maximumFractionDigits: value < 10 ? 1 : 0
		});
		return `${kind.toUpperCase()}, ${size.format(value)}`;
	}

	/** The name of a language in this language; the tag itself where it has none. */
	language(tag: string): string {
		return nameLanguage(tag, this.locale);
	}
}
