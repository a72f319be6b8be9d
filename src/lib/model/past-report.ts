import { readDue } from './action-due.ts';
import { fold } from './fold.ts';
import { findDate, guessYear, writeIsoDate } from './programme-date.ts';
import type { Doubt, PlacedLine } from './programme-draft.ts';
import { NumberedHeadings } from './numbered-heading.ts';
import { cutDecision } from './past-decision.ts';
import { findLostLetter, findRepeats } from './programme-doubt.ts';
import { bare, isContact } from './programme-line.ts';
import { cut } from './programme-reader.ts';
import type { SourceLine } from './programme-text.ts';
import { guessLanguage, namesRemote, readFact } from './programme-words.ts';

/** A report of an earlier meeting as it was understood, before anybody agreed to it. */
export interface PastReport {
	title: string;
	language: string;
	days: string[];
	host: string;
	place: string;
	mode: 'online' | 'hybrid' | 'on-site' | null;
	summary: string;
	objective: string;
	/** The parts of the text under their headings. */
	parts: Array<{ title: string; text: string }>;
	nextSteps: string[];
	/** Who was there, in the words of the source. */
	attendance: string;
	doubts: Doubt[];
	lines: PlacedLine[];
}

type Section = 'head' | 'summary' | 'objective' | 'steps' | 'attendance' | 'part';
const end = '\\s*(?:[:：].*)?$';
const SECTIONS: Array<[Section, RegExp]> = [
	[
		'summary',
		new RegExp(
			`^(?:short summary|summary|resume|synthese|samenvatting|resumen|sammenfatning|kort referat)${end}`,
			'u'
		)
	],
	[
		'objective',
		new RegExp(
			`^(?:objectifs?(?: de la (?:reunion|rencontre))?|objectives?(?: of the meeting)?|aims?|doel(?:stelling)?(?: van de (?:bijeenkomst|vergadering))?|objetivos?(?: de la reunion)?|formål|formal)${end}`,
			'u'
		)
	],
	[
		'steps',
		new RegExp(
			`^(?:prochaines etapes|suites(?: a donner)?|next steps|follow[- ]?up|actions?|vervolgstappen|vervolg|actiepunten|proximos pasos|acciones|naeste skridt|næste skridt|videre forløb)${end}`,
			'u'
		)
	],
	[
		'attendance',
		new RegExp(
			`^(?:participants?|presents?|presences|attendance|attendees|aanwezig(?:en)?|deelnemers|asistentes|asistencia|participantes|deltagere|til stede)${end}`,
			'u'
		)
	]
];
/** What a report calls itself, in a line above its title. */
const KIND =
	/^(?:compte[- ]rendu(?: de (?:la )?(?:reunion|rencontre))?|proces[- ]verbal|minutes(?: of (?:the )?meeting)?|(?:meeting )?report|(?:kort )?verslag|notulen|acta(?: de (?:la )?reunion)?|informe|(?:møde)?referat)\s*[:：]?$/u;
const MEETS =
	/(?<!\p{L})(?:reunion|rencontre|seance|comite|meeting|committee|bijeenkomst|vergadering|comision|møde|mødet|workshop|seminar|atelier)(?!\p{L})/u;
const COUNTED =
	/(?<!\p{L})(?:organi[sz]ations?|organismes?|participants?|organisaties|deelnemers|organizaciones|participantes|organisationer|deltagere)(?!\p{L})/u;
const NUMBER =
	/\d|(?<!\p{L})(?:dix|quinze|vingt|trente|ten|fifteen|twenty|thirty|tien|vijftien|twintig|diez|quince|veinte|ti|femten|tyve)(?:aine)?(?!\p{L})/u;

/** Reads a report from its lines. Never throws; every line that is not blank stands in `lines`. */
export function readPastReport(source: readonly SourceLine[], today: string): PastReport {
	const report: PastReport = {
		title: '',
		language: guessLanguage(source.map(({ text }) => text).join('\n'), 'en'),
		days: [],
		host: '',
		place: '',
		mode: null,
		summary: '',
		objective: '',
		parts: [],
		nextSteps: [],
		attendance: '',
		doubts: [],
		lines: []
	};
	const repeats = findRepeats(source);
	let section: Section = 'head';
	let isAfterBlank = true;
	let isNamedByKind = false;
	const headings = new NumberedHeadings();
	const say = (code: Doubt['code'], words: string) =>
		report.doubts.push({ code, words: words.slice(0, 200).toWellFormed(), item: null });
	const place = (text: string, as: PlacedLine['as']) => report.lines.push({ text, as });
	const write = (text: string, isNew: boolean): PlacedLine['as'] => {
		const add = (old: string) => (old ? `${old}${isNew ? '\n\n' : '\n'}${text}` : text);
		if (section === 'summary') report.summary = add(report.summary);
		else if (section === 'objective') report.objective = add(report.objective);
		else if (section === 'attendance') report.attendance = add(report.attendance);
		else if (section === 'part') report.parts.at(-1)!.text = add(report.parts.at(-1)!.text);
		return 'text';
	};
	for (const [index, line] of source.entries()) {
		const raw = line.text;
		if (!raw.trim()) {
			isAfterBlank = true;
			continue;
		}
		const endsList: boolean = section === 'attendance' && report.attendance !== '';
		const numbered: string | null = report.title
			? headings.take(
					raw,
					isAfterBlank,
					endsList,
					source.slice(index + 1).find((one) => one.text.trim())?.text
				)
			: null;
		const { text, isEntry }: { text: string; isEntry: boolean } = numbered
			? { text: numbered, isEntry: false }
			: bare(raw);
		const isNew = isAfterBlank || isEntry || numbered !== null || cutDecision(text) !== null;
		isAfterBlank = false;
		if (repeats.has(index)) {
			say('repeated', raw.trim());
			place(raw, 'repeated');
			continue;
		}
		if (!/[\p{L}\p{N}]/u.test(text)) {
			place(raw, 'heading');
			continue;
		}
		const odd = findLostLetter(text);
		if (odd && isNew && !isEntry) say('lost_letter', text);
		if (/(?:…|\.\.\.)$/.test(text)) say('breaks_off', text);
		const named: Section | null = isEntry
			? null
			: (SECTIONS.find(([, words]) => words.test(fold(text)))?.[0] ?? null);
		const inline = /^[^:：]{3,60}[:：]\s*(\S.*)$/u.exec(text)?.[1];
		if (named && (inline || text.length < 60)) {
			section = named;
			if (inline && section === 'steps') report.nextSteps.push(inline);
			else if (inline) write(inline, true);
			place(raw, 'heading');
			continue;
		}
		if (!report.title) {
			report.title = cut(text);
			isNamedByKind = KIND.test(fold(text));
			readHeadDate(report, text, today, say);
			place(raw, text.length > report.title.length ? 'none' : 'title');
			continue;
		}
		const fact = readFact(text);
		const isHead = section === 'head';
		if (
			fact?.value &&
			isHead &&
			(fact.fact === 'host' || fact.fact === 'place') &&
			!report[fact.fact]
		) {
			if (namesRemote(fact.value)) report.mode = 'online';
			else report[fact.fact] = fact.value;
			place(raw, 'fact');
			continue;
		}
		const isDate = isHead && readHeadDate(report, text, today, say) && text.length < 80;
		if (isHead && isNamedByKind && !fact && (!isDate || MEETS.test(fold(text)))) {
			isNamedByKind = false;
			report.title = cut(text);
			place(raw, text.length > report.title.length ? 'none' : 'title');
			continue;
		}
		if (isDate) {
			place(raw, 'fact');
			continue;
		}
		const heads = numbered !== null || isHeading(line, source[index + 1]?.text, isNew && !isEntry);
		if (heads && report.parts.length < 300) {
			section = 'part';
			report.parts.push({ title: cut(text.replace(/\s*[:：]$/, '')), text: '' });
			place(raw, 'part');
			continue;
		}
		if (isContact(text) && section === 'head') place(raw, 'none');
		else if (section === 'steps' && report.nextSteps.length < 200) {
			const last = report.nextSteps.length - 1;
			if (isNew || last < 0) report.nextSteps.push(text);
			else report.nextSteps[last] += ` ${text}`;
			place(raw, 'text');
		} else if (section === 'head') {
			if (text.split(/\s+/).length >= 8) {
				section = 'summary';
				place(raw, write(text, true));
			} else place(raw, 'none');
		} else place(raw, write(isEntry ? `– ${text}` : text, isNew));
	}
	finish(report, source);
	if (report.days.length === 0) say('no_date', '1');
	for (const step of report.nextSteps) if (readDue(step).doubtful) say('due_unclear', step);
	return report;
}

function readHeadDate(
	report: PastReport,
	text: string,
	today: string,
	say: (code: Doubt['code'], words: string) => void
): boolean {
	const found = report.days.length === 0 ? findDate(text) : null;
	if (!found) return false;
	const year = found.year ?? guessYear(found.month, found.days[0] ?? 1, today);
	if (found.year === null) say('no_year', String(year));
	report.days = found.days
		.map((day) => writeIsoDate(year, found.month, day))
		.filter((date) => date !== null);
	if (report.days.length === 0) say('date_wrong', text);
	return report.days.length > 0;
}

/** A short line without a full stop, marked as a heading or standing alone above its text. */
function isHeading(line: SourceLine, next: string | undefined, standsApart: boolean): boolean {
	const text = line.text.trim();
	if (line.heading !== undefined && text.length < 300) return true;
	if (!standsApart || text.length > 90 || /[.!?,;]$/.test(text) || !/^\p{Lu}|^\d/u.test(text))
		return false;
	return next !== undefined && (next.trim() === '' || next.trim().length > text.length);
}

/** What can be told only from the whole text: by which way they met, how many there were. */
function finish(report: PastReport, source: readonly SourceLine[]): void {
	const whole = source.map(({ text }) => text).join('\n');
	if (!report.mode && namesRemote(whole.slice(0, 3000)))
		report.mode = report.place ? 'hybrid' : 'online';
	if (report.attendance) return;
	const sentence = whole
		.split(/(?<=[.!?])\s+|\n\s*\n/)
		.find((one) => one.length < 300 && COUNTED.test(fold(one)) && NUMBER.test(fold(one)));
	report.attendance = sentence?.replace(/\s+/g, ' ').trim() ?? '';
}
