import { headKey } from '#lib/model/programme-doubt.ts';
import type { SourceLine } from '#lib/model/programme-text.ts';
import { refuseBomb } from './bomb.ts';
import { doubt, LIMITS, Unreadable, type Reading } from './reading.ts';
import { layOut } from './layout.ts';
import type { LaidLine } from './flow.ts';
import type { Glyphs } from './pieces.ts';
import { removeRunning } from './running.ts';

/**
 * The text of a PDF, line by line as it is laid out. Heads and feet that come at the same height of
 * several pages are taken out and named.
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
		...page.map(({ text, isBroken = false }) => ({ text, isPaged: true, isBroken })),
		{ text: '' }
	]);
	return { lines, removed, doubts };
}

/** One of each kind: the pages' numbers make no difference. */
function nameOnce(lines: string[]): string[] {
	return [...new Map(lines.toReversed().map((text) => [headKey(text), text])).values()].reverse();
}
