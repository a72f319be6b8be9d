import type { PDFDocumentProxy } from 'unpdf/pdfjs';
import { headKey } from '#lib/model/programme-doubt.ts';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { refuseBomb } from './bomb.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { BLANK, type LaidLine } from './flow.ts';
import { joinWords } from './hyphens.ts';
import { layOut, newNamed } from './layout.ts';
import { listPieces, sizeOf, type Glyphs } from './pieces.ts';
import { removeRunning } from './running.ts';
import { isGarbled, readSigns } from './signs.ts';
import { findTitle } from './title.ts';

/**
 * The text of a PDF, line by line as it is laid out. Heads and feet that come at the same height of
 * several pages are taken out and named.
 * @throws {Unreadable} `expanded`, `encrypted`, `pages`, `scanned`, `garbled`, `damaged`
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
	refuseBomb(bytes);
	const { getDocumentProxy } = await import('unpdf');
	const document = await getDocumentProxy(new Uint8Array(bytes)).catch((fault: Error) => {
		throw new Unreadable(fault.name === 'PasswordException' ? 'encrypted' : 'damaged');
	});
	if (document.numPages > LIMITS.pages)
		throw new Unreadable('pages', { count: document.numPages, max: LIMITS.pages });
	const { runs, pictures } = await readPages(document);
	if (runs.every((page) => page.every(({ str }) => !str.trim()))) throw new Unreadable('scanned');
	const words = runs.flat().map(({ str }) => str);
	if (isGarbled(words)) throw new Unreadable('garbled');
	const { kept, removed } = removeRunning(runs.map(listPieces));
	// A stamp on each picture of a page is no text.
	if (pictures > 0 && kept.every((page) => page.length === 0)) throw new Unreadable('scanned');
	const named = newNamed();
	const { lines, joined } = joinWords(kept.flatMap((page) => [...layOut(page, named), BLANK]));
	const signs = words.filter((run) => readSigns(run).isGuessed || readSigns(run).lost > 0);
	const doubts = [
		...nameOnce(removed).map((text) => doubt('repeated', text)),
		...lines.filter(({ isJoined }) => isJoined).map(({ text }) => doubt('letter_joined', text)),
		...lines
			.filter(({ isGuessed }) => isGuessed === 'columns')
			.map(({ text }) => doubt('columns_guessed', text)),
		...(joined.length > 0 ? [doubt('word_joined', [...new Set(joined)].join(', '))] : []),
		...(signs.length > 0
			? [doubt('signs_guessed', signs.map((run) => readSigns(run).text).join(' · '))]
			: []),
		...(pictures > 0 ? [doubt('pictures', String(pictures))] : [])
	];
	return { lines: listLines(lines, sizeOf(kept.flat())), removed, doubts };
}

/** The letters of each page, and how many pictures there are. */
async function readPages(
	document: PDFDocumentProxy
): Promise<{ runs: Glyphs[][]; pictures: number }> {
	const { getResolvedPDFJS } = await import('unpdf');
	const { OPS } = await getResolvedPDFJS();
	const runs: Glyphs[][] = [];
	let pictures = 0;
	try {
		for (let number = 1; number <= document.numPages; number += 1) {
			const page = await document.getPage(number);
			const { items } = await page.getTextContent();
			runs.push(items.filter((item): item is typeof item & Glyphs => 'str' in item));
			const { fnArray } = await page.getOperatorList();
			pictures += fnArray.filter(
				(sign: number) => sign === OPS.paintImageXObject || sign === OPS.paintInlineImageXObject
			).length;
			page.cleanup();
		}
	} catch {
		throw new Unreadable('damaged');
	}
	return { runs, pictures };
}

/** Letters of a heading are this much larger than the usual ones. */
const LARGER = 1.15;

/** The lines of a title are one; others in larger letters are headings. */
function listLines(lines: readonly LaidLine[], usual: number): SourceLine[] {
	const title = findTitle(lines.slice(0, 80), usual);
	return lines.flatMap((line, n): SourceLine[] => {
		const { text, isBroken = false, isAside, row, cells, height = 0 } = line;
		if (title && n >= title.from && n <= title.to) {
			const whole = lines.slice(title.from, title.to + 1).map((one) => one.text.trim());
			const words = whole.filter(Boolean).join(' ');
			return n === title.from ? [{ text: words, isPaged: true, isTitle: true }] : [];
		}
		const isHeading = height >= usual * LARGER && /\p{L}{2}/u.test(text) && text.length < 120;
		return [
			{
				text,
				isPaged: true,
				isBroken,
				...((isHeading || line.heading) && { heading: 2 }),
				...(isAside && { isAside }),
				...(line.isGuessed === 'speaker' && { isSpeakerGuessed: true }),
				...(row && { row }),
				...(cells && { cells })
			}
		];
	});
}

/** One of each kind: the pages' numbers make no difference. */
function nameOnce(lines: string[]): string[] {
	return [...new Map(lines.toReversed().map((text) => [headKey(text), text])).values()].reverse();
}
