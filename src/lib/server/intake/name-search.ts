import { holdsName } from '#lib/model/name-erasure.ts';
import { unpack } from './docx.ts';
import { readPdf } from './pdf.ts';
import { Unreadable } from './reading.ts';

/** What looking for names in a document came to. */
export interface Named {
	isNamed: boolean;
	/** It also holds pictures, which nobody looked at. */
	hasPictures: boolean;
}

/**
 * Looks for names in the text of a PDF or an office document, also where it is not printed: heads and
 * feet, comments, who wrote it.
 * @throws {Unreadable}
 */
export async function findNames(bytes: Uint8Array, names: string[]): Promise<Named> {
	const head = new TextDecoder('latin1').decode(bytes.subarray(0, 1024));
	const isPdf = head.includes('%PDF-');
	if (!isPdf && !head.startsWith('PK')) throw new Unreadable('kind');
	const { texts, hasPictures } = isPdf ? await readPages(bytes) : readParts(bytes);
	return { isNamed: names.some((name) => holdsName(texts, name)), hasPictures };
}

async function readPages(bytes: Uint8Array) {
	const { lines, removed, doubts } = await readPdf(bytes);
	const { getMeta } = await import('unpdf');
	const { info } = await getMeta(new Uint8Array(bytes));
	const said = Object.values(info as Record<string, unknown>).map(String);
	const hasPictures = doubts.some(({ code }) => code === 'pictures');
	return { texts: [lines.map(({ text }) => text).join('\n'), ...removed, ...said], hasPictures };
}

/** Where a paragraph, a cell or a line ends; other tags may stand inside of a word. */
const ENDS =
	/^<(?:\/(?:\w+:)?(?:p|h|tr|tc|si|c|row|table-cell)>|(?:\w+:)?(?:br|tab|s|line-break)\b)/;

function readParts(bytes: Uint8Array) {
	let hasPictures = false;
	const parts = unpack(bytes, (name) => {
		if (/\.(?:png|jpe?g|gif|bmp|tiff?|emf|wmf|webp)$/i.test(name)) hasPictures = true;
		return /\.(?:xml|rels)$/.test(name);
	});
	const texts = Object.values(parts).flatMap((part) => {
		const xml = new TextDecoder().decode(part);
		const values = [...xml.matchAll(/="([^"<]*)"/g)].map(([, value]) => value);
		// A name may be cut into runs anywhere, also where a space stands.
		const whole = xml.replace(/<[^>]*>/g, (tag) => (ENDS.test(tag) ? '\n' : ''));
		return [whole, xml.replace(/<[^>]*>/g, ' '), values.join('\n')];
	});
	return { texts, hasPictures };
}
