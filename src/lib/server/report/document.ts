import { isPicture } from '#lib/model/report-annex.ts';
import { numberPart, type ReportContent } from '#lib/model/report.ts';
import { listAttendance } from './document-attendance.ts';
import { describeItem } from './document-item.ts';
import { describeFacts } from './document-facts.ts';
import { describeIndex } from './document-index.ts';
import { rankHeadings } from './headings.ts';
import { Words } from './words.ts';

/** One part of a printed report, in reading order. All text is plain characters, labels with colon. */
export type Part =
	| { kind: 'heading'; level: 1 | 2 | 3 | 4 | 5 | 6; text: string; lang?: string; runs?: Run[] }
	| { kind: 'text'; text: string; lang?: string; soft?: boolean; runs?: Run[] }
	| { kind: 'quote'; text: string; runs: Run[] }
	| { kind: 'list'; entries: string[] }
	| { kind: 'outline'; text: string; list: OutlinePart }
	| { kind: 'table'; text: string; header: boolean; rows: CellPart[][][] }
	/** What stands further down, by the `id` of its marked part; `href` is the same on the page. */
	| { kind: 'index'; entries: Array<{ id: string; href: string; text: string; note?: string }> }
	/** `href` is absolute; the words stand for who does not see it. */
	| { kind: 'picture'; id: string; text: string; lang: string; alt: string; href: string }
	| { kind: 'facts'; rows: Array<{ label: string; value: string; href?: string; lang?: string }> }
	| {
			kind: 'marked';
			mark: 'decision' | 'action' | 'question';
			id?: string;
			label: string;
			text: string;
			runs?: Run[];
			note?: string;
			/** What was answered; a line end in it is a line break. */
			reply?: { label: string; text: string };
	  };

/** What stands in the cell of a table. */
export type CellPart =
	| { kind: 'text'; text: string; runs: Run[] }
	| { kind: 'outline'; text: string; list: OutlinePart };

/** Words in one style; a line end in them is a line break. `href` is absolute. */
export interface Run {
	text: string;
	bold?: boolean;
	italic?: boolean;
	href?: string;
}

/** A list, whose entries can hold further lists. */
export interface OutlinePart {
	ordered: boolean;
	entries: Array<{ runs: Run[]; lists: OutlinePart[] }>;
}

/** What stands outside the text: version, state and the address that lasts. */
export interface Imprint {
	slug: string;
	version: number;
	state: string;
	at: string;
	/** Absolute address of this version, without a trailing slash. */
	address: string;
	/** The origin before every link inside. */
	origin: string;
	/** The language of the report where this is its translation. */
	original?: string;
}

/** The report as a sequence of parts, from which PDF, DOCX, Markdown and the comparison are made. */
export function describeReport(content: ReportContent, imprint: Imprint): Part[] {
	const words = new Words(content.language, content.timezone);
	return [
		{ kind: 'heading', level: 1, text: content.title.text, lang: content.title.lang },
		describeFacts(content, imprint, words),
		...section(words.say('summary'), content.summary),
		...section(words.say('objective'), content.objective),
		...describeIndex(content, imprint, words),
		...describeItems(content, words, imprint.origin),
		...describeCarried(content, words),
		...section(words.say('next_steps'), content.nextSteps),
		...describeNext(content, words),
		{ kind: 'heading', level: 2, text: words.say('attendance') },
		...listAttendance(content, words).map((text): Part => ({ kind: 'text', text })),
		...describeStatement(content, words),
		...describeAnnexes(content, imprint, words),
		...describeDisclaimer(content, words)
	];
}

/** What a source says of who came, where nobody recorded it. */
function describeStatement({ attendance: { statement } }: ReportContent, words: Words): Part[] {
	if (!statement) return [];
	return [
		{ kind: 'text', text: words.label('attendance_source') },
		...paragraphs(statement.text).map((part) => ({ ...part, lang: statement.lang }))
	];
}

function describeDisclaimer(content: ReportContent, words: Words): Part[] {
	const said = words.disclaimer(content);
	return said ? [{ kind: 'text', soft: true, text: said.text, lang: said.lang }] : [];
}

/** A heading and its paragraphs; nothing at all where nothing was written. */
function section(title: string, text: string): Part[] {
	if (!text.trim()) return [];
	return [{ kind: 'heading', level: 2, text: title }, ...paragraphs(text)];
}

function paragraphs(text: string): Part[] {
	return text
		.split(/\n\s*\n/)
		.filter((paragraph) => paragraph.trim())
		.map((paragraph) => ({ kind: 'text', text: paragraph.trim() }));
}

function describeItems(content: ReportContent, words: Words, origin: string): Part[] {
	if (content.items.length === 0) return [];
	const parts: Part[] = [{ kind: 'heading', level: 2, text: words.say('agenda') }];
	const ranks = rankHeadings(content);
	let day = 0;
	let part = '';
	for (const item of content.items) {
		if (ranks.hasDays && item.day !== day) {
			const date = content.days.find((candidate) => candidate.day === item.day)?.date;
			const name = words.say('day', { n: item.day });
			parts.push({ kind: 'heading', level: 3, text: words.title(name, date && words.date(date)) });
		}
		if (ranks.hasParts && `${item.day}/${item.part}` !== part) {
			const own = content.parts.find((one) => one.day === item.day && one.part === item.part);
			const name = words.say('part', { n: numberPart(content.items, item) });
			parts.push({ kind: 'heading', level: ranks.part, text: words.title(name, own?.title) });
			if (own?.text) parts.push(...paragraphs(own.text));
		}
		day = item.day;
		part = `${item.day}/${item.part}`;
		parts.push(...describeItem(item, words, ranks.item, origin));
	}
	return parts;
}

function describeCarried(content: ReportContent, words: Words): Part[] {
	if (content.carried.length === 0) return [];
	return [
		{ kind: 'heading', level: 2, text: words.say('carried') },
		...content.carried.map((action): Part => ({
			kind: 'marked',
			mark: 'action',
			label: words.label('action'),
			text: action.text,
			note: [
				action.owner?.name ?? words.say('no_owner'),
				action.due ? words.date(action.due) : words.say('no_due'),
				words.say(`action_${action.state}`),
				words.say('from_meeting', { title: action.from.title.text })
			].join(' · ')
		}))
	];
}

function describeNext(content: ReportContent, words: Words): Part[] {
	const next = content.nextMeeting;
	if (!next) return [];
	const text = next.date ? `${next.title.text}, ${words.date(next.date)}` : next.title.text;
	return [
		{ kind: 'heading', level: 2, text: words.say('next_meeting') },
		{ kind: 'text', text, lang: next.title.lang }
	];
}

function describeAnnexes(content: ReportContent, imprint: Imprint, words: Words): Part[] {
	const parts: Part[] = [];
	const heading = (key: string): Part => ({ kind: 'heading', level: 2, text: words.say(key) });
	// One that was taken over from elsewhere has an address of its own.
	const locate = (href: string) => (href.startsWith('/') ? imprint.origin + href : href);
	if (content.annexes.length) parts.push(heading('annexes'));
	const others = content.annexes.filter(({ file }) => !isPicture(file));
	if (others.length)
		parts.push({
			kind: 'list',
			entries: others.map(({ title, href, file }) => {
				const more = [file && words.size(file), href && locate(href)].filter(Boolean);
				return more.length ? `${title.text} (${more.join(', ')})` : title.text;
			})
		});
	for (const { id, title, href, file, alt = '' } of content.annexes)
		if (isPicture(file))
			parts.push({
				kind: 'picture',
				id,
				text: title.text,
				lang: title.lang,
				alt,
				href: locate(href ?? '')
			});
	if (content.undisclosed.length)
		parts.push(heading('undisclosed'), {
			kind: 'list',
			entries: content.undisclosed.map(({ title, reason }) => words.title(title, reason))
		});
	return parts;
}
