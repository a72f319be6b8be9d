import { readDue } from './action-due.ts';
import { fold } from './fold.ts';
import { MOST_LINES, type Doubt, type PlacedLine } from './programme-draft.ts';
import { NumberedHeadings } from './numbered-heading.ts';
import { cutDecision, endsWithin } from './past-decision.ts';
import { findLostLetter, findRepeats } from './programme-doubt.ts';
import { addGuessedPlace } from './programme-place.ts';
import { finish, joinEmptyParts } from './past-report-finish.ts';
import { isHeading, readHeadDate, readBehindHeadDate } from './past-report-head.ts';
import {
	isAgendaAlone,
	isKeptLabel,
	isOneAction,
	KIND,
	MEETS,
	NEXT_MEETING,
	SECTIONS,
	type Section
} from './past-report-words.ts';
import { readListHeader } from './list-table.ts';
import { bare, isContact } from './programme-line.ts';
import { cut } from './programme-reader.ts';
import type { SourceLine } from './programme-text.ts';
import { readWhere } from './programme-where.ts';
import { guessLanguage, readFact } from './programme-words.ts';

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
	/** The line before, where it is one of a decision's. */
	let decided: string | null = null;
	const longest = Math.max(0, ...source.slice(0, MOST_LINES).map(({ text }) => text.trim().length));
	let isNamedByKind = false;
	let guessedPlace: string | null = null;
	const hasTitle = source.some(({ isTitle }) => isTitle);
	const guessed = new Set<PastReport['parts'][number]>();
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
	// A table stands apart from the words above it, such as those of a decision.
	const takeRow = ({ text, row }: SourceLine, isFirst: boolean): PlacedLine['as'] => {
		if (row === 'action' && report.nextSteps.length < 200) {
			report.nextSteps.push(text);
			return 'text';
		}
		const kind = row === 'header' ? readListHeader(text.split(' – '))?.kind : null;
		if (kind === 'actions' || kind === 'points') return 'heading';
		return section === 'head' || section === 'steps'
			? 'none'
			: write(section === 'part' ? `– ${text}` : text, isFirst);
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
		const isDecision = cutDecision(text) !== null;
		const isNew: boolean =
			isAfterBlank ||
			isEntry ||
			numbered !== null ||
			isDecision ||
			(decided !== null && endsWithin(decided, raw, longest));
		decided = isDecision ? raw : isNew ? null : decided && raw;
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
		if (line.isAside || line.row) {
			place(raw, line.isAside ? 'none' : takeRow(line, !source[index - 1]?.row));
			continue;
		}
		const odd = findLostLetter(text);
		if (odd && isNew && !isEntry) say('lost_letter', text);
		if (/(?:…|\.\.\.)$/.test(text)) say('breaks_off', text);
		const isAction = isOneAction(fold(text));
		const named: Section | null =
			isEntry && !isAction
				? null
				: (SECTIONS.find(([, words]) => words.test(fold(text)))?.[0] ?? null);
		const inline = /^[^:：]{3,60}[:：]\s*(\S.*)$/u.exec(text)?.[1];
		if (named && (inline || text.length < 60)) {
			if (inline && named === 'steps') report.nextSteps.push(inline);
			if (isAction) {
				place(raw, 'text');
				continue;
			}
			section = named;
			if (inline && section !== 'steps') write(isKeptLabel(fold(text)) ? text : inline, true);
			place(raw, 'heading');
			continue;
		}
		if (report.title && isAgendaAlone(fold(text))) {
			section = 'part';
			report.parts.push({ title: cut(text.replace(/\s*[:：]$/, '')), text: '' });
			place(raw, 'part');
			continue;
		}
		const isUntitled = report.title === '' && hasTitle && !line.isTitle;
		if (!report.title && !isUntitled) {
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
			if (fact.fact === 'place') {
				const where = readWhere(fact.value);
				report.place = where.place;
				report.mode = where.mode ?? report.mode;
			} else report.host = fact.value;
			place(raw, 'fact');
			continue;
		}
		const isDate = isHead && readHeadDate(report, text, today, say) && text.length < 80;
		if (
			isHead &&
			isNamedByKind &&
			!fact &&
			(!isDate || line.heading !== undefined || MEETS.test(fold(text)))
		) {
			isNamedByKind = false;
			report.title = cut(text);
			place(raw, text.length > report.title.length ? 'none' : 'title');
			continue;
		}
		if (isDate) {
			const behind = readBehindHeadDate(text);
			guessedPlace = behind.place;
			place(raw, behind.isWhole ? 'fact' : 'none');
			continue;
		}
		const next = section === 'steps' ? NEXT_MEETING.exec(fold(text)) : null;
		const heads =
			!isUntitled &&
			!next &&
			(numbered !== null || isHeading(line, source[index + 1]?.text, isNew && !isEntry));
		if (heads && report.parts.length < 300) {
			section = 'part';
			const part = { title: cut(text.replace(/\s*[:：]$/, '')), text: '' };
			report.parts.push(part);
			if (numbered === null && line.heading === undefined) guessed.add(part);
			place(raw, 'part');
			continue;
		}
		if (next) {
			section = 'part';
			report.parts.push({
				title: cut(text.slice(0, next[1]!.length)),
				text: text.slice(next[0].length)
			});
			place(raw, 'part');
		} else if (isContact(text) && section === 'head') place(raw, 'none');
		else if (section === 'steps' && report.nextSteps.length < 200) {
			const last = report.nextSteps.length - 1;
			if (isNew || last < 0) report.nextSteps.push(text);
			else report.nextSteps[last] += ` ${text}`;
			place(raw, 'text');
		} else if (section === 'head') {
			if (!isUntitled && text.split(/\s+/).length >= 8) {
				section = 'summary';
				place(raw, write(text, true));
			} else place(raw, 'none');
		} else place(raw, write(isEntry && !cutDecision(text) ? `– ${text}` : text, isNew));
	}
	report.parts = joinEmptyParts(report.parts, guessed);
	if (guessedPlace && addGuessedPlace(report, guessedPlace)) say('place_guessed', guessedPlace);
	finish(report, source);
	if (report.days.length === 0) say('no_date', '1');
	for (const step of report.nextSteps) if (readDue(step).doubtful) say('due_unclear', step);
	return report;
}
