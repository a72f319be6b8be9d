import { readListHeader } from './list-table.ts';
import { cutAmount } from './money-text.ts';
import { readDayLine, readHalfLine } from './programme-day.ts';
import { bare } from './programme-line.ts';
import { readSectionHeading } from './programme-section.ts';
import { readLeadingTime } from './programme-time.ts';
import type { SourceLine } from './programme-text.ts';
import { cutSpeakers, readFact, readPart } from './programme-words.ts';

/** Longer paragraphs are prose, whose lines need not be one. */
const LONGEST = 600;

/**
 * The lines of a source with those put together that the edge of a column broke: in a narrow one a
 * title and who speaks run over several. Lines that may begin something stay apart.
 */
export function joinBroken(source: readonly SourceLine[]): SourceLine[] {
	const lines: SourceLine[] = [];
	for (const line of source) {
		const last = lines.at(-1);
		const goesOn = line.isBroken && last?.text.trim() && goesOnWith(last.text.trim(), line.text);
		if (goesOn) lines[lines.length - 1] = { ...last!, text: `${last!.text} ${line.text.trim()}` };
		else lines.push(line);
	}
	return lines;
}

/** The cells of a row are lines of their own, unless one holds an amount: that is a line of a budget. */
export function listCells(source: readonly SourceLine[]): SourceLine[] {
	let isBudget = false;
	return source.flatMap(({ cells, ...line }) => {
		if (line.row === 'header') isBudget = /\p{L}/u.test(line.text) && namesAmounts(line.text);
		else if (!line.row) isBudget = false;
		const isWhole = isBudget || cells?.some((cell) => cutAmount(cell, 'en')?.currency);
		return cells && !isWhole ? cells.map((text) => ({ text })) : [line];
	});
}

const namesAmounts = (header: string) => readListHeader(header.split(' – '))?.kind === 'budget';

function goesOnWith(above: string, words: string): boolean {
	const line = bare(words);
	const { text } = line;
	const begins =
		(line.isEntry || readLeadingTime(text)) ??
		readDayLine(text) ??
		readHalfLine(text) ??
		readFact(text) ??
		readPart(text) ??
		readSectionHeading(line, false) ??
		cutSpeakers(text);
	if (begins || above.length + text.length > LONGEST) return false;
	// A word with a capital may begin another title.
	return (
		/^[\p{Ll}\p{N}(«“"]/u.test(text) ||
		cutSpeakers(above) !== null ||
		/(?:,|(?<!\p{L})\p{Ll}{1,3})$/u.test(above)
	);
}
