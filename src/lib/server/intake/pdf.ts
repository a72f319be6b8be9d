import { headKey, isPageNumber } from '#lib/model/programme-doubt.ts';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { refuseBomb } from './bomb.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { layOut } from './layout.ts';
import type { LaidLine } from './flow.ts';
import type { Glyphs } from './pieces.ts';

/** How many lines from the edge of a page a running head or foot may stand. */
const EDGE = 3;

/**
 * The text of a PDF, line by line as it is laid out. Heads and feet that come on several pages are
 * taken out and named.
 * @throws {Unreadable} `expanded`, `encrypted`, `pages`, `scanned`, `damaged`
 */
export async function readPdf(bytes: Uint8Array): Promise<Reading> {
	refuseBomb(bytes);
	const { getDocumentProxy, getResolvedPDFJS } = await import('unpdf');
	const document = await getDocumentProxy(new Uint8Array(bytes)).catch((fault: Error) => {
		throw new Unreadable(fault.name === 'PasswordException' ? 'encrypted' : 'damaged');
	});
	if (document.numPages > LIMITS.pages)
		throw new Unreadable('pages', { count: document.numPages, max: LIMITS.pages });
	const { OPS } = await getResolvedPDFJS();
	const pages: LaidLine[][] = [];
	let pictures = 0;
	try {
		for (let number = 1; number <= document.numPages; number += 1) {
			const page = await document.getPage(number);
			const { items } = await page.getTextContent();
			pages.push(layOut(items.filter((item): item is typeof item & Glyphs => 'str' in item)));
			const { fnArray } = await page.getOperatorList();
			pictures += fnArray.filter(
				(sign: number) => sign === OPS.paintImageXObject || sign === OPS.paintInlineImageXObject
			).length;
			page.cleanup();
		}
	} catch {
		throw new Unreadable('damaged');
	}
	if (pages.every((page) => page.every(({ text }) => !text.trim())))
		throw new Unreadable('scanned');
	const { kept, removed } = removeRunning(pages);
	const doubts = [
		...nameOnce(removed).map((words) => doubt('repeated', words)),
		...kept.flatMap((page) =>
			page.filter(({ isJoined }) => isJoined).map(({ text }) => doubt('letter_joined', text))
		),
		...kept.flatMap((page) =>
			page.flatMap(({ text, isGuessed }) =>
				isGuessed
					? [doubt(isGuessed === 'columns' ? 'columns_guessed' : 'speaker_guessed', text)]
					: []
			)
		),
		...(pictures > 0 ? [doubt('pictures', String(pictures))] : [])
	];
	const lines: SourceLine[] = kept.flatMap((page) => [
		...page.map(({ text }) => ({ text })),
		{ text: '' }
	]);
	return { lines, removed, doubts };
}

/** Lines at the edges that come again on most pages, the number of the page aside. */
function removeRunning(pages: LaidLine[][]): { kept: LaidLine[][]; removed: string[] } {
	const counts = new Map<string, number>();
	const isEdge = (page: LaidLine[], index: number) => {
		const filled = page.map(({ text }, at) => (text.trim() ? at : -1)).filter((at) => at >= 0);
		const place = filled.indexOf(index);
		return place >= 0 && (place < EDGE || place >= filled.length - EDGE);
	};
	for (const page of pages) {
		const keys = page.filter((_, index) => isEdge(page, index)).map(({ text }) => headKey(text));
		for (const key of new Set(keys)) counts.set(key, (counts.get(key) ?? 0) + 1);
	}
	const most = Math.max(2, Math.ceil(pages.length / 2));
	const removed: string[] = [];
	const kept = pages.map((page) =>
		page.filter(({ text }, index) => {
			if (!isEdge(page, index)) return true;
			const isRunning = (counts.get(headKey(text)) ?? 0) >= most || isPageNumber(text);
			if (isRunning) removed.push(text);
			return !isRunning;
		})
	);
	return { kept, removed };
}

/** One of each kind: the pages' numbers make no difference. */
function nameOnce(lines: string[]): string[] {
	return [...new Map(lines.toReversed().map((text) => [headKey(text), text])).values()].reverse();
}
